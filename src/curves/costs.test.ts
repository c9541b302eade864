import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { models } from "../scenario/fixtures/scenarios.ts";
import { defaultModel } from "../scenario/scenario.ts";
import { costViews } from "./costs.ts";
import { costOf, pointAt, resolve } from "./resolve.ts";

describe("the cost models side by side", () => {
  it("say what the page says under the one that is chosen", () => {
    fc.assert(
      fc.property(models, (model) => {
        const { at, N } = resolve(model);
        const point = pointAt(at, N, model.gamma);
        const views = costViews(model, point);
        const name = typeof model.cost === "string" ? model.cost : "ratio";
        const chosen = views.find((view) => view.name === name);
        expect(chosen?.speedup).toBe(point.speedupWhole);
        expect(chosen?.c).toBe(point.c);
      }),
      { numRuns: 200 },
    );
  });

  it("agree at batch 1 and without context, where all that costs is reading weights", () => {
    const hw = { GBps: 2000, TFLOPs: 1e9, us: 0 };
    const model = { ...defaultModel, cost: "roofline", ctx: 0, hw } as const;
    const views = costViews(model, { N: 311e6, alpha: 0.7 });
    expect(views.map(({ name }) => name)).toEqual(["flops", "bytes", "roofline"]);
    for (const view of views) expect(view.speedup / (views[0]?.speedup ?? 0)).toBeCloseTo(1, 2);
  });
});

describe("utilisation", () => {
  it("scales bandwidth and peak, and changes nothing at 1", () => {
    const model = { ...defaultModel, cost: "roofline", mbu: 0.5, mfu: 0.25 } as const;
    const cost = costOf(model);
    if (cost.kind !== "roofline") throw new Error("not the roofline");
    expect(cost.hardware).toEqual({ GBps: 2039 / 2, TFLOPs: 312 / 4, us: 20 });
    const whole = costOf({ ...model, mbu: 1, mfu: 1 });
    expect(whole).toMatchObject({ hardware: { GBps: 2039, TFLOPs: 312, us: 20 } });
  });
});
