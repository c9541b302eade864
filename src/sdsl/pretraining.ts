import { requireRange } from "./range.ts";

/** L(N, D) = E + A / N^a + B / D^b in nats a token (Hoffmann et al. 2022, arXiv 2203.15556). */
export interface PretrainingLaw {
  readonly E: number;
  readonly A: number;
  readonly B: number;
  readonly a: number;
  readonly b: number;
}

export const pretrainingLaws = {
  /** Hoffmann et al. 2022, arXiv 2203.15556, approach 3. */
  hoffmann: { E: 1.69, A: 406.4, B: 410.7, a: 0.34, b: 0.28 },
  /** Besiroglu et al. 2024, arXiv 2404.10102, a replication of the same fit. */
  besiroglu: { E: 1.8172, A: 482.01, B: 2085.43, a: 0.3478, b: 0.3658 },
} as const satisfies Record<string, PretrainingLaw>;

/** What a custom law may hold; wide enough for any published fit. */
export const pretrainingLimits = {
  E: [0, 20],
  A: [0, 1e9],
  B: [0, 1e9],
  a: [0, 2],
  b: [0, 2],
} as const satisfies Record<keyof PretrainingLaw, readonly [number, number]>;

export const parameterLimits = [1e3, 1e14] as const;
export const tokenLimits = [1e6, 1e17] as const;

/** A loss above this many nats is no language model; the cap keeps its perplexity a finite double. */
const maxLoss = 700;

/** Pre-training loss in nats a token, 0..700 (capped there), of a model of `parameters`
 *  (1e3..1e14) trained on `tokens` (1e6..1e17). Throws RangeError outside, and as `requireLaw`. */
export function loss(law: PretrainingLaw, parameters: number, tokens: number): number {
  requireRange("parameters", parameters, parameterLimits[0], parameterLimits[1]);
  requireRange("tokens", tokens, tokenLimits[0], tokenLimits[1]);
  requireLaw(law);
  return Math.min(maxLoss, law.E + law.A * parameters ** -law.a + law.B * tokens ** -law.b);
}

/** exp of `loss`: 1..e^700. Same arguments and errors. */
export function perplexity(law: PretrainingLaw, parameters: number, tokens: number): number {
  return Math.exp(loss(law, parameters, tokens));
}

/** The parameters at which a model trained on `tokens` (1e6..1e17) reaches a perplexity (above 0,
 *  finite), `perplexity` solved for its second argument: 0 where every model is better,
 *  Infinity where none is as good. Not held to 1e3..1e14. */
export function parametersFor(law: PretrainingLaw, target: number, tokens: number): number {
  requireRange("target", target, Number.MIN_VALUE, Number.MAX_VALUE);
  requireRange("tokens", tokens, tokenLimits[0], tokenLimits[1]);
  requireLaw(law);
  const fromSize = Math.log(target) - law.E - law.B * tokens ** -law.b;
  if (fromSize <= 0) return Number.POSITIVE_INFINITY;
  if (law.a === 0) return law.A > fromSize ? Number.POSITIVE_INFINITY : 0;
  return (law.A / fromSize) ** (1 / law.a);
}

/** The law itself where every constant lies in `pretrainingLimits`; RangeError otherwise. */
export function requireLaw(law: PretrainingLaw): PretrainingLaw {
  const limits = pretrainingLimits;
  requireRange("law.E", law.E, limits.E[0], limits.E[1]);
  requireRange("law.A", law.A, limits.A[0], limits.A[1]);
  requireRange("law.B", law.B, limits.B[0], limits.B[1]);
  requireRange("law.a", law.a, limits.a[0], limits.a[1]);
  requireRange("law.b", law.b, limits.b[0], limits.b[1]);
  return law;
}
