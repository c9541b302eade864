/** How many shades the style sheet declares, --heat-0 (lowest) to --heat-8. */
export const SHADES = 9;

/** The shade of step `i` of a map with `thresholds` of them (so thresholds + 1 shades). */
export function shade(i: number, thresholds: number): string {
  const step = thresholds > 0 ? Math.round((i / thresholds) * (SHADES - 1)) : 0;
  return `var(--heat-${Math.min(SHADES - 1, Math.max(0, step))})`;
}

/** How many colours for curves of the same kind the style sheet declares, --series-1 to --series-8. */
const SERIES = 8;

/** The colour of the `i`th of several curves of the same kind, counted from 0. */
export function series(i: number): string {
  return `var(--series-${(i % SERIES) + 1})`;
}
