import type { Hardware } from "./hardware.ts";
import { requireOneOf, requireRange } from "./range.ts";
import { type Load, passLines, typicalWork } from "./roofline.ts";
import { maxLookahead } from "./tokens.ts";

/** What a draft step and a verification cost, before the target is known. */
export type CostModel =
  /** 2 FLOPs a parameter; verifying any number of tokens costs one target pass (SDSL). */
  | { readonly kind: "flops" }
  /** One draft step costs c target passes, whatever the draft's size. */
  | { readonly kind: "ratio"; readonly c: number }
  /** Time of a pass by bandwidth, peak and launch; verification pays for its tokens. */
  | { readonly kind: "roofline"; readonly hardware: Hardware; readonly load: Load };

/** fixed + perToken · gamma, in target passes of one token. */
export interface Affine {
  readonly fixed: number;
  readonly perToken: number;
}

/** Costs of one iteration for a given target, in units of its autoregressive pass. */
export interface PairCost {
  /** c: one step of a draft with N parameters (1..1e14). Never falls with N, and never grows
   *  faster than in proportion to it. */
  readonly draftStep: (N: number) => number;
  /** Verification of gamma + 1 tokens: the largest of these lines. 1 at gamma = 0. */
  readonly verify: readonly Affine[];
}

/** The largest c: draft steps that cost a million target passes. */
export const maxDraftCost = 1e6;

const onePass: readonly Affine[] = [{ fixed: 1, perToken: 0 }];
const maxSize = 1e14;
const lineLimit = 1e30;

/** The cost model for a target of M parameters (1..1e14). Errors: RangeError for M outside, a kind
 *  that is none of the three, c outside 0..1e6, and those of the roofline. */
export function pairCost(model: CostModel, M: number): PairCost {
  requireRange("M", M, 1, maxSize);
  requireOneOf("cost.kind", model.kind, ["flops", "ratio", "roofline"]);
  if (model.kind === "flops")
    return { draftStep: (N) => requireRange("N", N, 1, maxSize) / M, verify: onePass };
  if (model.kind === "ratio") {
    const c = requireRange("c", model.c, 0, maxDraftCost);
    return {
      draftStep: (N) => {
        requireRange("N", N, 1, maxSize);
        return c;
      },
      verify: onePass,
    };
  }
  return rooflineCost(model.hardware, model.load, M);
}

function rooflineCost(hardware: Hardware, load: Load, M: number): PairCost {
  const secondsOfOneToken = (N: number) => {
    const { memory, arithmetic } = passLines(typicalWork(N, load), hardware);
    return Math.max(memory.fixed + memory.perToken, arithmetic.fixed + arithmetic.perToken);
  };
  const seconds = secondsOfOneToken(M);
  const { memory, arithmetic } = passLines(typicalWork(M, load), hardware);
  const inPasses = ({ fixed, perToken }: Affine): Affine => ({
    fixed: (fixed + perToken) / seconds,
    perToken: perToken / seconds,
  });
  return {
    draftStep: (N) => secondsOfOneToken(requireRange("N", N, 1, maxSize)) / seconds,
    verify: [inPasses(memory), inPasses(arithmetic)],
  };
}

/** Cost of verifying gamma + 1 tokens (gamma 0..1e9), in target passes: above 0. Throws RangeError
 *  for a gamma outside, for lines below 0 or above 1e30, and where no line costs anything. */
export function verifyCost(verify: readonly Affine[], gamma: number): number {
  requireRange("gamma", gamma, 0, maxLookahead);
  let most = 0;
  for (const { fixed, perToken } of verify) {
    requireRange("verify.fixed", fixed, 0, lineLimit);
    requireRange("verify.perToken", perToken, 0, lineLimit);
    const cost = fixed + perToken * gamma;
    if (cost > most) most = cost;
  }
  return requireRange("the cost of verification", most, 1e-30, Number.MAX_VALUE);
}

/** Cost of one iteration, in target passes: gamma (0..1e9) draft steps of cost c (0..1e6) and one
 *  verification. Throws RangeError outside, and as `verifyCost`. */
export function iterationCost(verify: readonly Affine[], c: number, gamma: number): number {
  requireRange("c", c, 0, maxDraftCost);
  return gamma * c + verifyCost(verify, gamma);
}
