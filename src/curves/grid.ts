/** `count` (>= 2) values from `from` to `to`, evenly spaced, ends exact. */
export function linearGrid(from: number, to: number, count: number): Float64Array {
  const grid = new Float64Array(count);
  for (let i = 0; i < count; i++) grid[i] = from + ((to - from) * i) / (count - 1);
  grid[count - 1] = to;
  return grid;
}

/** The same, evenly spaced in the logarithm; from and to positive. */
export function logGrid(from: number, to: number, count: number): Float64Array {
  const grid = linearGrid(Math.log(from), Math.log(to), count).map(Math.exp);
  grid[0] = from;
  grid[count - 1] = to;
  return grid;
}
