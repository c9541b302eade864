import { describe, expect, it } from "vitest";
import { defaultScenario } from "../../scenario/scenario.ts";
import { behind, plannedBefore } from "./pace.ts";
import { placeAfter, placeOf } from "./scene.ts";
import { scenes } from "./scenes.ts";

const total = scenes.reduce((sum, { minutes }) => sum + minutes, 0);

describe("the pace of a lecture", () => {
  it("is planned in steps that follow each other to the end", () => {
    let place = placeOf(scenes, defaultScenario);
    expect(plannedBefore(scenes, place)).toBe(0);
    for (let next = placeAfter(scenes, place, 1); next !== place; ) {
      expect(plannedBefore(scenes, next)).toBeGreaterThan(plannedBefore(scenes, place));
      place = next;
      next = placeAfter(scenes, place, 1);
    }
    expect(plannedBefore(scenes, place)).toBeLessThan(total);
  });

  it("is kept within the time of a step, behind after it, ahead before it", () => {
    const second = placeOf(scenes, { scene: scenes[1].name, step: 2 });
    const from = plannedBefore(scenes, second);
    const step = scenes[1].minutes / 3;
    expect(behind(scenes, second, from)).toBe(0);
    expect(behind(scenes, second, from + step)).toBe(0);
    expect(behind(scenes, second, from + step + 1.5)).toBeCloseTo(1.5, 12);
    expect(behind(scenes, second, from - 0.75)).toBeCloseTo(-0.75, 12);
  });
});
