import { typicalArchitecture } from "../architecture.ts";
import { brentMaximum } from "../brent.ts";
import { requireRange } from "../range.ts";
import type { Pairing } from "./iteration.ts";
import { type AcceptanceRates, bestFor, type LookaheadPoint } from "./lookahead.ts";

/** The best draft size and its best lookahead. */
export interface BestSize {
  readonly N: number;
  readonly point: LookaheadPoint;
  /** `interior`: a peak. `lower`, `upper`: the end of the range. `none`: no size pays, γ = 0. */
  readonly kind: "interior" | "lower" | "upper" | "none";
}

const sizes = 96;

/**
 * The draft size in `from`..`to` parameters with the best speedup, each at its best whole lookahead,
 * for drafts of typical shape and any cost and acceptance. Whole lookaheads put several low peaks
 * beside one another: the range is scanned evenly in log N and the best size closed in on, so that
 * N is good to about one step of the scan and the speedup to far better.
 */
export function bestSize(
  pairing: Omit<Pairing, "draft">,
  acceptanceOf: (N: number) => AcceptanceRates,
  { from, to }: { readonly from: number; readonly to: number },
): BestSize {
  requireRange("from", from, 1, to);
  const at = (logN: number) => {
    const N = Math.min(to, Math.max(from, Math.exp(logN)));
    return { N, point: bestFor({ ...pairing, draft: typicalArchitecture(N) }, acceptanceOf(N)) };
  };
  const [low, high] = [Math.log(from), Math.log(to)];
  const step = (high - low) / sizes;
  let best = at(low);
  let bestLog = low;
  for (let i = 1; i <= sizes; i++) {
    const here = at(low + i * step);
    if (here.point.speedup > best.point.speedup) [best, bestLog] = [here, low + i * step];
  }
  if (best.point.gamma === 0) return { ...best, kind: "none" };
  const [left, right] = [Math.max(low, bestLog - step), Math.min(high, bestLog + step)];
  const closer = at(brentMaximum((logN) => at(logN).point.speedup, left, right, 1e-6, bestLog));
  if (closer.point.speedup > best.point.speedup) best = closer;
  const kind = best.N >= to * 0.999 ? "upper" : best.N <= from * 1.001 ? "lower" : "interior";
  return { ...best, kind };
}
