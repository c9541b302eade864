import { type Contour, calmSteps, contourAreas } from "../../curves/contours.ts";
import { computePlan, type PageAnswer, type PageRequest } from "../../serving/compute.ts";

/** All that the page draws, the contours of its map among it. */
export interface PlanAnswer extends Omit<PageAnswer, "map"> {
  readonly map:
    | (NonNullable<PageAnswer["map"]> & {
        /** Where the values reach each step of the palette, ascending; one of them is 1. */
        readonly areas: readonly Contour[];
      })
    | null;
}

/** Pure; for the worker. */
export function answerPlan(request: PageRequest): PlanAnswer {
  const answer = computePlan(request);
  const { map } = answer;
  const areas = map && contourAreas(map.values, map.batch.length, calmSteps(map.values));
  return { ...answer, map: map && areas && { ...map, areas } };
}
