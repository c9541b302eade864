import { readFile } from "node:fs/promises";
import { verticalsOver } from "../src/pages/explore/axes.ts";
import { parseUrl } from "../src/scenario/url.ts";
import {
  dragMouse,
  expect,
  expectLaw,
  historyLength,
  lawOf,
  open,
  plot,
  query,
  relative,
  settled,
  test,
} from "./support.ts";

test("dragging on the main chart sets the draft size under the pointer", async ({ page }) => {
  await open(page);
  const length = await historyLength(page);
  const at = await plot(page, "speedup-over-N");
  await dragMouse(page, at(0.3, 0.5), at(0.75, 0.4));
  await settled(page);
  const { N } = parseUrl(await query(page)).scenario;
  // the axis runs from 1e5 to M, evenly in the logarithm; a pixel is about 1.5%
  expect(relative(Number(N), 1e5 * (70e9 / 1e5) ** 0.75)).toBeLessThan(0.03);
  expect(await historyLength(page)).toBe(length + 1);
  await expectLaw(page, await query(page));
});

test("dragging on the lookahead chart sets a whole γ", async ({ page }) => {
  await open(page);
  const length = await historyLength(page);
  const at = await plot(page, "lookahead");
  await dragMouse(page, at(0.8, 0.5), at(0.25, 0.5));
  await settled(page);
  expect(await query(page)).toMatch(/^\?gamma=\d+$/);
  expect(await historyLength(page)).toBe(length + 1);
  // the axis runs from 0 to 24 for a γ* of 9.4
  expect(parseUrl(await query(page)).scenario.gamma).toBe(6);
  await expectLaw(page, await query(page));
});

test("dragging on the optimum chart sets the target", async ({ page }) => {
  await open(page);
  const at = await plot(page, "optimal-draft");
  await dragMouse(page, at(0.6, 0.5), at(0.4, 0.5));
  await settled(page);
  const { M } = parseUrl(await query(page)).scenario;
  expect(relative(M, 1e8 * (1e13 / 1e8) ** 0.4)).toBeLessThan(0.03);
  await expectLaw(page, await query(page));
});

test("a click on the map sets draft and lookahead in one step", async ({ page }) => {
  await open(page);
  const length = await historyLength(page);
  const at = await plot(page, "map");
  const spot = at(0.6, 0.7);
  await page.mouse.click(spot.x, spot.y);
  await settled(page);
  expect(await query(page)).toMatch(/^\?N=[^&]+&gamma=\d+$/);
  expect(await historyLength(page)).toBe(length + 1);
  await expectLaw(page, await query(page));
  await page.goBack();
  await settled(page);
  expect(await query(page)).toBe("");
});

test("the keyboard reads a chart and chooses a value", async ({ page }) => {
  await open(page);
  await page.locator('[data-chart="speedup-over-N"] .chart-plot').focus();
  for (const key of ["ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"])
    await page.keyboard.press(key);
  await expect(page.locator('[data-chart="speedup-over-N"] [aria-live="polite"]')).toContainText(
    "draft size",
  );
  await page.keyboard.press("Enter");
  await settled(page);
  const { N } = parseUrl(await query(page)).scenario;
  expect(Number(N)).toBeGreaterThan(lawOf("").N_opt);
});

test("pointing at one chart shows the place on those that share its axis", async ({ page }) => {
  await open(page);
  const at = await plot(page, "acceptance");
  const spot = at(0.5, 0.5);
  await page.mouse.move(spot.x, spot.y);
  for (const name of ["acceptance", "speedup-over-N", "map"])
    await expect(
      page.locator(`[data-chart="${name}"] .chart-crosshair line`).first(),
    ).toBeAttached();
  await expect(page.locator('[data-chart="optimal-draft"] .chart-crosshair line')).toHaveCount(0);
});

test("the axes of the main chart follow their selects and the address", async ({ page }) => {
  await open(page);
  for (const x of ["M", "gamma", "alpha", "N"] as const) {
    await page.locator("select#x").selectOption(x);
    const offered = await page
      .locator("select#y option")
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    expect([...offered].sort()).toEqual([...verticalsOver(x, false)].sort());
    for (const y of verticalsOver(x, false)) {
      await page.locator("select#y").selectOption(y);
      await settled(page);
      await expect(page.locator(`[data-chart="${y}-over-${x}"]`)).toBeVisible();
      const { scenario } = parseUrl(await query(page));
      expect([scenario.x, scenario.y]).toEqual([x, y]);
    }
  }
  await expectLaw(page, "");
  // what makes no sense over the new axis gives way, and a link can still hold it
  await open(page, "?x=M&y=N");
  await page.locator("select#x").selectOption("gamma");
  await settled(page);
  expect(await query(page)).toBe("?x=gamma");
  await open(page, "?y=N");
  await expect(page.locator("select#y")).toHaveValue("N");
});

test("every chart has a table", async ({ page }) => {
  await open(page);
  for (const name of ["speedup-over-N", "optimal-draft", "lookahead", "acceptance", "map"]) {
    const chart = page.locator(`[data-chart="${name}"]`);
    await chart.getByRole("button", { name: /^Export/ }).click();
    await page.getByRole("menuitem", { name: /table/i }).click();
    await expect(chart.getByRole("table")).toBeVisible();
  }
});

test("the CSV holds the curve, and the SVG the drawing", async ({ page }) => {
  await open(page, "?M=13B");
  const chart = page.locator('[data-chart="lookahead"]');
  const save = async (kind: string) => {
    await chart.getByRole("button", { name: /^Export/ }).click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: kind }).click();
    const download = await downloading;
    return readFile(await download.path(), "utf8");
  };
  const csv = await save("CSV");
  const rows = csv.trim().split(/\r?\n/);
  const best = Math.max(
    ...rows.map((row) => Number(row.split(",")[1])).filter((value) => Number.isFinite(value)),
  );
  // the curve is sampled beside its peak
  expect(relative(best, lawOf("?M=13B").speedup)).toBeLessThan(1e-3);
  const { cells } = JSON.parse(await save("Python notebook"));
  expect(cells[1].source.join("")).toContain("M, D, Dt = 13000000000, ");
  const svg = await save("SVG");
  expect(svg).toContain("<svg");
  expect(svg).not.toContain("var(--");
});

test("the first picture of every chart after loading is the same as the second", async ({
  page,
}) => {
  for (const name of ["speedup-over-N", "optimal-draft", "lookahead", "acceptance", "map"]) {
    await open(page, "?M=13B");
    const chart = page.locator(`[data-chart="${name}"]`);
    const save = async () => {
      await chart.getByRole("button", { name: /^Export/ }).click();
      const downloading = page.waitForEvent("download");
      await page.getByRole("menuitem", { name: "PNG image at 2 times the size" }).click();
      return readFile(await (await downloading).path());
    };
    const first = await save();
    // by then the fonts of any image have been read
    await page.waitForTimeout(500);
    const second = await save();
    expect(first.equals(second), `${name}: ${first.length} and ${second.length} bytes`).toBe(true);
  }
});
