import { formatFixed } from "../../ui/format.ts";

const units = [
  { from: 1000, scale: 1e-3, name: "s" },
  { from: 1, scale: 1, name: "ms" },
] as const;
const smallest = { scale: 1000, name: "µs" } as const;

/** Writes the times of an axis from `low` to `high`, in milliseconds: one unit for all, and as many decimals as
 *  tell a tenth of the axis from the next. */
export function timeFormat(low: number, high: number): (milliseconds: number) => string {
  const { scale, name } = units.find(({ from }) => high >= from) ?? smallest;
  const step = Math.max(((high - low) * scale) / 10, 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return (milliseconds) => `${formatFixed(milliseconds * scale, decimals)} ${name}`;
}
