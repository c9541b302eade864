/** The page to compare with: a curve of 400 points and its band, set as the `d` of two paths in the frame
 *  after a key. To be given to `page.evaluate`. Self-contained: it is sent as text. */
export function bare(): void {
  document.body.innerHTML =
    '<output data-value="0">0</output><svg class="chart-svg" width="800" height="400"><path fill="none" stroke="black"/><path opacity=".2"/></svg>';
  const [line, band] = document.querySelectorAll("path");
  const output = document.querySelector("output");
  const count = 400;
  let level = 0;
  let waits = false;
  const tenth = (px: number) => Math.round(px * 10) / 10;
  const draw = () => {
    waits = false;
    let above = "";
    let upper = "";
    let lower = "";
    for (let i = 0; i < count; i++) {
      const x = 2 * i;
      const y = 200 + 150 * Math.sin(i / 60 + level / 10);
      above += `${i === 0 ? "M" : "L"}${tenth(x)},${tenth(y)}`;
      upper += `${i === 0 ? "M" : "L"}${tenth(x)},${tenth(y - 20)}`;
      lower = `L${tenth(x)},${tenth(y + 20)}${lower}`;
    }
    line?.setAttribute("d", above);
    band?.setAttribute("d", `${upper}${lower}Z`);
    if (output) output.dataset.value = String(level);
  };
  document.addEventListener("keydown", (event) => {
    level += event.key === "ArrowRight" ? 1 : -1;
    if (!waits) requestAnimationFrame(draw);
    waits = true;
  });
}
