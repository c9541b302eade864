/** How many shades the style sheet declares, --heat-0 (lowest) to --heat-8. */
export const SHADES = 9;

/** The shade of step `i` of a map with `thresholds` of them (so thresholds + 1 shades). */
export function shade(i: number, thresholds: number): string {
  const step = thresholds > 0 ? Math.round((i / thresholds) * (SHADES - 1)) : 0;
  return `var(--heat-${Math.min(SHADES - 1, Math.max(0, step))})`;
}
