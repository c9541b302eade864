/** Three significant digits: what a hand can mean on a logarithmic track. */
export function roundCount(value: number): number {
  return Number(value.toPrecision(3));
}
