import { chooseTheme, expect, expectLaw, open, query, readout, test, visit } from "./support.ts";

/** One link for each key, and some that mix them. */
const links = [
  "",
  "?M=13B",
  "?N=125M",
  "?D=300M",
  "?Dt=2T",
  "?law=besiroglu",
  "?law=custom:1.7,400,1500,0.33,0.35",
  "?plane=custom:-0.01,0.02,0.6",
  "?alpha=0.8",
  "?N=1B&alpha=0.8",
  "?gamma=5",
  "?gamma=0",
  "?cost=roofline",
  "?cost=ratio:0.05",
  "?cost=roofline&hw=h100",
  "?cost=roofline&hw=custom:900,50,10",
  "?cost=roofline&batch=64",
  "?cost=roofline&ctx=0",
  "?cost=roofline&dtype=int4",
  "?cost=roofline&mbu=0.7&mfu=0.4",
  "?x=M",
  "?y=tokens",
  "?x=alpha&y=gamma",
  "?pin=small~M:1B~gamma:3",
  "?pin=one&pin=two~alpha:0.7",
  "?hide=map",
  "?M=1M&N=1K",
  "?M=100T&N=100T&alpha=0.9999",
  "?M=405B&N=8B&D=15T&Dt=2T&law=besiroglu&gamma=4",
];

test("every key's link shows what the law says in Node", async ({ page }) => {
  await open(page);
  for (const link of links) {
    await visit(page, link);
    await expectLaw(page, link);
  }
});

test("every key stays in the address when something else is changed", async ({ page }) => {
  await open(page);
  for (const link of links) {
    await visit(page, link);
    await chooseTheme(page, "Dark");
    expect(await query(page)).toBe(link === "" ? "?theme=dark" : `${link}&theme=dark`);
  }
  await visit(page, "?theme=projector");
  await chooseTheme(page, "Auto");
  expect(await query(page)).toBe("");
});

test("a loaded link shows the same as one that was clicked together", async ({ page }) => {
  const link = "?M=30B&N=1B&D=2T&law=besiroglu&alpha=0.75&gamma=6&pin=plain~M:30B";
  await open(page, link);
  await expectLaw(page, link);
  expect(await query(page)).toBe(link);
});

test("the cost panel says what each model makes of the same draft", async ({ page }) => {
  for (const cost of ["flops", "roofline", "ratio:0.02"]) {
    await open(page, `?M=8B&N=1B&batch=256&hw=h100&cost=${cost}`);
    await page.getByText("Cost model and hardware").click();
    const shown = await page
      .locator("[data-cost]")
      .evaluateAll((cells) => cells.map((cell) => [cell.dataset.cost, Number(cell.dataset.value)]));
    const speedups = Object.fromEntries(shown) as Record<string, number>;
    expect(speedups[cost.split(":")[0] ?? ""]).toBe(await readout(page, "speedup_int"));
    // 256 sequences are too many to verify for nothing, which bytes alone do not see
    expect(speedups.roofline).toBeLessThan(speedups.bytes ?? 0);
  }
});
