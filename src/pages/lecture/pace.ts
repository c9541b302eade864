import { type Place, type Scene, stepsOf } from "./scene.ts";

/** Minutes of the plan that lie before a place: those of earlier scenes, and of the scene itself the share of its steps
 *  that are done. */
export function plannedBefore(scenes: readonly Scene[], { scene, index, step }: Place): number {
  const earlier = scenes.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0);
  return earlier + (scene.minutes * (step - 1)) / stepsOf(scene);
}

/** How many minutes the lecture is behind its plan, negative where it is ahead; 0 while the step's own time is not over.
 *  `elapsed` in minutes. */
export function behind(scenes: readonly Scene[], place: Place, elapsed: number): number {
  const from = plannedBefore(scenes, place);
  const until = from + place.scene.minutes / stepsOf(place.scene);
  return elapsed > until ? elapsed - until : Math.min(0, elapsed - from);
}
