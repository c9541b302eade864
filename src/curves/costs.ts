import type { Model } from "../scenario/scenario.ts";
import { type CostModel, pairCost, verifyCost } from "../sdsl/cost.ts";
import { bestLookahead, speedup, wholeLookahead } from "../sdsl/lookahead.ts";
import { type Load, typicalWork } from "../sdsl/roofline.ts";
import { type Point, rooflineOf } from "./resolve.ts";

export type CostName = "flops" | "bytes" | "roofline" | "ratio";

/** What one cost model says of the draft that is looked at. */
export interface CostView {
  readonly name: CostName;
  /** c: one draft step, in target passes. */
  readonly c: number;
  /** The lookahead set, or the best whole one of this model. */
  readonly gamma: number;
  /** Verifying gamma + 1 tokens, in target passes. */
  readonly verify: number;
  readonly speedup: number;
}

/** The same draft and acceptance under each cost model: the paper's FLOPs, the ratio of bytes moved
 *  by one token's pass, the roofline, and the user's own ratio where one is set. */
export function costViews(model: Model, point: Pick<Point, "N" | "alpha">): readonly CostView[] {
  const roofline = rooflineOf(model);
  const models: (readonly [CostName, CostModel])[] = [
    ["flops", { kind: "flops" }],
    ["bytes", { kind: "ratio", c: bytesRatio(point.N, model.M, roofline.load) }],
    ["roofline", roofline],
  ];
  if (typeof model.cost !== "string") models.push(["ratio", { kind: "ratio", c: model.cost.c }]);
  return models.map(([name, cost]) => {
    const { draftStep, verify } = pairCost(cost, model.M);
    const c = draftStep(point.N);
    const gamma =
      model.gamma === "auto"
        ? wholeLookahead(bestLookahead(point.alpha, c, verify).gamma, point.alpha, c, verify)
        : model.gamma;
    const S = speedup(point.alpha, gamma, c, verify);
    return { name, c, gamma, verify: verifyCost(verify, gamma), speedup: S };
  });
}

function bytesRatio(N: number, M: number, load: Load): number {
  const bytes = (size: number) => {
    const { bytesFixed, bytesPerToken } = typicalWork(size, load);
    return bytesFixed + bytesPerToken;
  };
  return bytes(N) / bytes(M);
}
