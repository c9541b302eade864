/** `count` (>= 2) values from `from` to `to`, evenly spaced, ends exact. */
export function linearGrid(from: number, to: number, count: number): Float64Array {
  const grid = new Float64Array(count);
  for (let i = 0; i < count; i++) grid[i] = from + ((to - from) * i) / (count - 1);
  grid[count - 1] = to;
  return grid;
}

/** A rising grid with these values among its own, where they lie within its ends. */
export function including(grid: Float64Array, ...values: readonly number[]): Float64Array {
  const from = grid[0] ?? Number.NaN;
  const to = grid.at(-1) ?? Number.NaN;
  const inside = values.filter((value) => value > from && value < to);
  return Float64Array.from(new Set([...grid, ...inside])).sort();
}

/** The same, evenly spaced in the logarithm; from and to positive. */
export function logGrid(from: number, to: number, count: number): Float64Array {
  const grid = linearGrid(Math.log(from), Math.log(to), count).map(Math.exp);
  grid[0] = from;
  grid[count - 1] = to;
  return grid;
}
