import { requireFinite, requireRange } from "./range.ts";

/** alpha = A x + B y + C, x the draft's perplexity and y the target's. */
export interface AcceptancePlane {
  readonly A: number;
  readonly B: number;
  readonly C: number;
  /** A point on the plane, where it was calibrated. The plane is then evaluated from here, since
   *  beside A x = 1e20 (a draft of 1e3 parameters) C keeps no digit of alpha. */
  readonly through?: { readonly x: number; readonly y: number; readonly alpha: number };
}

/** SDSL's fit on HellaSwag over OPT, Qwen1.5, Qwen2.5, LLaMA3/3.1 and Seed-OSS pairs
 *  (arXiv 2603.11053). */
export const sdslPlane: AcceptancePlane = { A: -0.0067, B: 0.01297, C: 0.642 };

export const sdslPlaneFit = { rSquared: 0.602, meanSquaredError: 0.00128 } as const;

/** What a custom plane may hold. Calibration may move C beyond. */
export const planeLimits = {
  A: [-10, 10],
  B: [-10, 10],
  C: [-10, 10],
} as const satisfies Record<"A" | "B" | "C", readonly [number, number]>;

/** Acceptance is held in 0..0.9999 everywhere: at 1 no lookahead would be long enough. */
export const maxAcceptance = 0.9999;

/** Which end of 0..0.9999 the plane was cut off at, if any. */
export type Clamp = "none" | "low" | "high";

/** The largest perplexity that the pre-training laws give. */
export const maxPerplexity = Math.exp(700);

/** The plane itself where both slopes lie in `planeLimits` and the rest is finite; RangeError
 *  otherwise. */
export function requirePlane(plane: AcceptancePlane): AcceptancePlane {
  requireRange("plane.A", plane.A, planeLimits.A[0], planeLimits.A[1]);
  requireRange("plane.B", plane.B, planeLimits.B[0], planeLimits.B[1]);
  requireFinite("plane.C", plane.C);
  if (plane.through !== undefined) {
    requireRange("plane.through.x", plane.through.x, 0, maxPerplexity);
    requireRange("plane.through.y", plane.through.y, 0, maxPerplexity);
    requireFinite("plane.through.alpha", plane.through.alpha);
  }
  return plane;
}

/** The plane's value before it is cut off: any finite number. x, y: perplexities, 0..e^700.
 *  Throws RangeError outside, and as `requirePlane` does. */
export function planeValue(plane: AcceptancePlane, x: number, y: number): number {
  requireRange("x", x, 0, maxPerplexity);
  requireRange("y", y, 0, maxPerplexity);
  requirePlane(plane);
  const { through } = plane;
  return through === undefined
    ? plane.A * x + plane.B * y + plane.C
    : plane.A * (x - through.x) + plane.B * (y - through.y) + through.alpha;
}

/** The draft perplexity at which the plane has this value, `planeValue` solved for x: any number,
 *  and infinite or NaN for a plane with A = 0. */
export function perplexityWhere(plane: AcceptancePlane, value: number, y: number): number {
  requireFinite("value", value);
  requireRange("y", y, 0, maxPerplexity);
  const { A, B, C, through } = requirePlane(plane);
  return through === undefined
    ? (value - C - B * y) / A
    : through.x + (value - through.alpha - B * (y - through.y)) / A;
}

/** Acceptance in 0..0.9999 for a plane's value, any finite number. */
export function clampAcceptance(value: number): number {
  requireFinite("value", value);
  return Math.min(maxAcceptance, Math.max(0, value));
}

/** Where `clampAcceptance` cuts the same value off. */
export function clampOf(value: number): Clamp {
  requireFinite("value", value);
  return value < 0 ? "low" : value > maxAcceptance ? "high" : "none";
}

/** Expected token acceptance, 0..0.9999, at draft perplexity x and target perplexity y. */
export function acceptance(plane: AcceptancePlane, x: number, y: number): number {
  return clampAcceptance(planeValue(plane, x, y));
}

/** The plane through a measured acceptance: the slopes stay, C moves so that the plane gives
 *  alpha0 (0..0.9999) at draft perplexity x0 and target perplexity y. */
export function calibrate(
  plane: AcceptancePlane,
  alpha0: number,
  x0: number,
  y: number,
): AcceptancePlane {
  requireRange("alpha0", alpha0, 0, maxAcceptance);
  requireRange("x0", x0, 0, maxPerplexity);
  requireRange("y", y, 0, maxPerplexity);
  const { A, B } = requirePlane(plane);
  return { A, B, C: alpha0 - A * x0 - B * y, through: { x: x0, y, alpha: alpha0 } };
}
