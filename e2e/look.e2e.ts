import { hideable } from "../src/scenario/scenario.ts";
import { expect, expectLaw, open, settled, test, visit } from "./support.ts";

test("the theme follows the link, else the system", async ({ page }) => {
  const html = page.locator("html");
  await open(page);
  await expect(html).toHaveAttribute("data-theme", "light");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(html).toHaveAttribute("data-theme", "dark");
  const dark = await page.evaluate(
    () => getComputedStyle(document.documentElement).backgroundColor,
  );
  for (const theme of ["light", "projector"]) {
    await visit(page, `?theme=${theme}`);
    await expect(html).toHaveAttribute("data-theme", theme);
    expect(
      await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
    ).not.toBe(dark);
  }
});

test("embed shows one chart and its controls", async ({ page }) => {
  await open(page, "?M=13B&embed=1");
  await expect(page.locator("[data-chart]")).toHaveCount(1);
  await expect(page.locator('[data-control="M"]')).toBeVisible();
  await expect(page.locator('[data-control="alpha"]')).toBeVisible();
  await expect(page.getByRole("button", { name: "Reset all" })).toHaveCount(0);
  await expectLaw(page, "?M=13B");
});

const names = hideable.explore;

/** What each name stands for on the page. */
const parts: Record<(typeof names)[number], string> = {
  intro: ".title",
  headline: ".sentence",
  equation: ".equations",
  pins: ".pins",
  M: '[data-control="M"]',
  alpha: '[data-control="alpha"]',
  N: '[data-control="N"]',
  gamma: '[data-control="gamma"]',
  D: '[data-control="D"]',
  law: '[data-control="law"]',
  cost: '[data-control="cost"]',
  main: '[data-chart="speedup-over-N"]',
  optimum: '[data-chart="optimal-draft"]',
  lookahead: '[data-chart="lookahead"]',
  acceptance: '[data-chart="acceptance"]',
  map: '[data-chart="map"]',
};

test("hide leaves out what it names and nothing else", async ({ page }) => {
  await open(page);
  for (const name of names) {
    await visit(page, `?hide=${name}`);
    await settled(page);
    for (const other of names)
      await expect(page.locator(parts[other]), `${other}, hiding ${name}`).toHaveCount(
        other === name ? 0 : 1,
      );
  }
  await visit(page, `?hide=${names.join(",")}`);
  await expect(page.locator("[data-chart]")).toHaveCount(0);
});

test("no embed skips a level of headings", async ({ page }) => {
  for (const chart of ["main", "optimum", "lookahead", "acceptance", "map"]) {
    await open(page, `?embed=1&chart=${chart}`);
    const levels = await page
      .locator("h1, h2, h3, h4")
      .evaluateAll((all) => all.map((heading) => Number(heading.tagName[1])));
    expect(levels.slice(0, 2), chart).toEqual([1, 2]);
    const skipped = levels.filter((level, i) => i > 0 && level > (levels[i - 1] ?? 1) + 1);
    expect(skipped, chart).toEqual([]);
  }
});
