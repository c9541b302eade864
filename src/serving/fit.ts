import { type AcceptancePlane, planeLimits, sdslPlane } from "../sdsl/acceptance.ts";

/** A measured acceptance at the perplexities of draft (x) and target (y). */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
  readonly alpha: number;
}

/** A coefficient with its 95% interval; none where the points leave no freedom to know one. */
export interface Coefficient {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

export interface PlaneFit {
  readonly A: Coefficient;
  readonly B: Coefficient;
  readonly C: Coefficient;
  /** Which slopes the points could tell: with one target y does not vary, and B stays the paper's;
   *  with one point both do. */
  readonly free: readonly ("A" | "B" | "C")[];
  /** α measured less α fitted, in the order of the points. */
  readonly residuals: readonly number[];
  readonly rSquared: number | undefined;
  /** Root of the residual mean square, over the degrees of freedom. */
  readonly standardError: number | undefined;
}

/** Student's t, two-sided 95%, by degrees of freedom; from 30 on that of the normal within 2%. */
const student = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045,
];

/**
 * Least squares for alpha = A x + B y + C through points (at least one). A slope that the points cannot
 * tell, since its variable does not vary in them, stays that of `prior`. Intervals are Student's at 95%.
 * Undefined for no points and for a fit outside `planeLimits`.
 */
export function fitPlane(
  points: readonly PlanePoint[],
  prior: AcceptancePlane = sdslPlane,
): PlaneFit | undefined {
  if (points.length === 0) return undefined;
  const mean = (value: (point: PlanePoint) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const [mx, my, ma] = [mean((p) => p.x), mean((p) => p.y), mean((p) => p.alpha)];
  const centred = points.map((p) => ({ x: p.x - mx, y: p.y - my, alpha: p.alpha - ma }));
  const dot = (f: (p: PlanePoint) => number) => centred.reduce((sum, p) => sum + f(p), 0);
  const xx = dot((p) => p.x * p.x);
  const yy = dot((p) => p.y * p.y);
  const xy = dot((p) => p.x * p.y);
  const varies = (square: number, size: number) => square > 1e-12 * size * size * points.length;
  const freeX = varies(xx, mx);
  // y must vary apart from x
  const freeY =
    varies(yy, my) &&
    (freeX ? yy * xx - xy * xy > 1e-9 * xx * yy : true) &&
    points.length > (freeX ? 2 : 1);

  let [A, B] = [prior.A, prior.B];
  if (freeX && freeY) {
    const xa = dot((p) => p.x * p.alpha);
    const ya = dot((p) => p.y * p.alpha);
    const determinant = xx * yy - xy * xy;
    A = (xa * yy - ya * xy) / determinant;
    B = (ya * xx - xa * xy) / determinant;
  } else if (freeX) A = dot((p) => p.x * (p.alpha - B * p.y)) / xx;
  else if (freeY) B = dot((p) => p.y * (p.alpha - A * p.x)) / yy;
  const C = ma - A * mx - B * my;
  const inside = [
    ["A", A],
    ["B", B],
    ["C", C],
  ] as const;
  for (const [name, value] of inside)
    if (!(value >= planeLimits[name][0] && value <= planeLimits[name][1])) return undefined;

  const residuals = points.map((p) => p.alpha - A * p.x - B * p.y - C);
  const squares = residuals.reduce((sum, r) => sum + r * r, 0);
  const spread = dot((p) => p.alpha * p.alpha);
  const freedom = points.length - 1 - Number(freeX) - Number(freeY);
  const variance = freedom > 0 ? squares / freedom : undefined;
  const t = student[freedom - 1] ?? 1.98;
  const within = (value: number, squareOfError: number | undefined): Coefficient => {
    if (variance === undefined || squareOfError === undefined) return { value };
    const half = t * Math.sqrt(variance * squareOfError);
    return { value, low: value - half, high: value + half };
  };
  const determinant = xx * yy - xy * xy;
  const inverse =
    freeX && freeY
      ? { xx: yy / determinant, yy: xx / determinant, xy: -xy / determinant }
      : { xx: freeX ? 1 / xx : 0, yy: freeY ? 1 / yy : 0, xy: 0 };
  const ofC =
    1 / points.length + mx * mx * inverse.xx + my * my * inverse.yy + 2 * mx * my * inverse.xy;
  return {
    A: within(A, freeX ? inverse.xx : undefined),
    B: within(B, freeY ? inverse.yy : undefined),
    C: within(C, ofC),
    free: [...(freeX ? (["A"] as const) : []), ...(freeY ? (["B"] as const) : []), "C"],
    residuals,
    rSquared: spread > 0 && freedom > 0 ? 1 - squares / spread : undefined,
    standardError: variance === undefined ? undefined : Math.sqrt(variance),
  };
}
