/** What SGLang prints of a line: both rounded to two decimals. */
export interface Printed {
  readonly length: number;
  readonly rate: number;
  /** The definition is settled by when or what else it printed. */
  readonly newer: boolean | undefined;
}

export interface Lookahead {
  readonly gamma: number;
  readonly definition: "sglang-rate-of-verified" | "sglang-rate-of-drafted";
  /** Other lookaheads fit what was printed as well. */
  readonly ambiguous: boolean;
}

/** No chain is drafted deeper: a rate that says so is over the nodes of a tree. */
export const deepest = 16;
/** Nodes of the largest tree that is looked for. */
const widest = 256;
const half = 0.00501;

/**
 * The lookahead, and which of SGLang's two rates was printed. Older: accept len / (gamma + 1); newer, from
 * April 2026: (accept len − 1) / gamma. A lookahead fits a line where some length and rate that round to
 * what it prints give it, and fits a log where it fits each line. A rate of 0 says nothing. Undefined where
 * none fits; a gamma above `deepest` is a tree's. Of several the one that the user runs, else the nearest.
 */
export function lookaheadOf(
  lines: readonly Printed[],
  running: number | undefined,
): Lookahead | undefined {
  const telling = lines.filter(({ rate }) => rate > 0);
  if (telling.length === 0) return undefined;
  const fitting: { gamma: number; newer: boolean; off: number }[] = [];
  for (const newer of [true, false]) {
    if (telling.some((line) => line.newer !== undefined && line.newer !== newer)) continue;
    for (let gamma = 1; gamma < widest; gamma++) {
      if (!telling.every((line) => fits(line, gamma, newer))) continue;
      const off = telling.reduce((sum, line) => sum + Math.abs(expected(line, gamma, newer)), 0);
      fitting.push({ gamma, newer, off });
    }
  }
  const best =
    fitting.find(({ gamma }) => gamma === running) ??
    fitting.reduce<(typeof fitting)[number] | undefined>(
      (least, one) => (least === undefined || one.off < least.off ? one : least),
      undefined,
    );
  if (best === undefined) return undefined;
  return {
    gamma: best.gamma,
    definition: best.newer ? "sglang-rate-of-drafted" : "sglang-rate-of-verified",
    ambiguous: best.gamma !== running && new Set(fitting.map(({ gamma }) => gamma)).size > 1,
  };
}

function fits({ length, rate }: Printed, gamma: number, newer: boolean): boolean {
  if (length - 1 > gamma + half) return false;
  const over = newer ? gamma : gamma + 1;
  const kept = newer ? length - 1 : length;
  return (kept - half) / over <= rate + half && (kept + half) / over >= rate - half;
}

/** How far the rate lies from what the length makes it at this lookahead. */
const expected = ({ length, rate }: Printed, gamma: number, newer: boolean): number =>
  (newer ? (length - 1) / gamma : length / (gamma + 1)) - rate;
