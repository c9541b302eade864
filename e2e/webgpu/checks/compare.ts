/** How far `actual` is from `expected`, with the worst element named. */
export interface Difference {
  readonly count: number;
  readonly off: number;
  readonly average: number;
  readonly worst: number;
  readonly report: string;
}

/** Compares element by element; `name` says which element an index is. */
export function compare(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  allowed: number,
  name: (i: number) => string = (i) => `[${i}]`,
): Difference {
  let off = 0;
  let sum = 0;
  let worst = 0;
  let at = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    const far = !(difference <= allowed); // a NaN is far
    if (far) off++;
    sum += difference;
    if (difference > worst || Number.isNaN(difference)) {
      worst = Number.isNaN(difference) ? Infinity : difference;
      at = i;
    }
    if (worst === Infinity) break;
  }
  const average = sum / expected.length;
  const report =
    `${off} of ${expected.length} off, ${average.toExponential(1)} on average; worst ${name(at)}: ` +
    `${actual[at]}, expected ${expected[at]}, allowed ${allowed}`;
  return { count: expected.length, off, average, worst, report };
}
