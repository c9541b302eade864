/** The end of an axis that holds `values`, in calm steps, so that it stands still under most drags. */
export function ceiling(values: Iterable<number>): number {
  let highest = 1e-3;
  for (const value of values) if (value > highest) highest = value;
  const needed = highest * 1.06;
  const power = 10 ** Math.floor(Math.log10(needed));
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= needed);
  return (step ?? 10) * power;
}
