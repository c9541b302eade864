import type { Basis } from "./acceptance.ts";

/** What a method's place in a table hangs on. */
interface Ranked {
  readonly basis: Basis;
  readonly speedup: number;
  readonly low: number;
}

/** What a method is ranked by: its figure where there is data for the target, else the low end of its range. */
export const rankOf = ({ basis, speedup, low }: Ranked): number =>
  basis.of === "target" ? speedup : low;
