import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { measuredRows } from "../src/sdsl/evidence/measured.ts";
import { tableDeviations, tableTokens } from "../src/sdsl/evidence/paper.ts";
import { predictions, predictors, score } from "../src/sdsl/evidence/predict.ts";
import { axeFinds } from "./axe.ts";
import { expect, open, query, readouts, relative, settled, test } from "./support.ts";

const evidence = "?view=evidence";
const chart = (page: Page, name: string) => page.locator(`[data-chart="${name}"]`);

async function saved(page: Page, button: Locator): Promise<string> {
  const downloading = page.waitForEvent("download");
  await button.click();
  return readFile(await (await downloading).path(), "utf8");
}

test("every figure shown is the one that the law gives", async ({ page }) => {
  await open(page, evidence);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Why believe it?");
  const shown = await readouts(page);
  for (const predictor of predictors)
    expect(
      relative(shown[`mape_${predictor}`] ?? Number.NaN, score(predictor)?.meanError ?? 0),
    ).toBeLessThan(1e-12);
  // the claims: what holds, what does not, what cannot be known
  await expect(page.locator("#claims .verdict")).toHaveCount(7);
  await expect(page.locator("#claims")).toContainText("all four to the last digit");
  await expect(page.locator("#table")).toContainText("What remains unknown");
  // each row of the file is there
  await expect(page.locator(".rows tbody tr[data-id]")).toHaveCount(measuredRows.length);
  for (const limit of ["i.i.d.", "HellaSwag", "R² is 0.6", "Batch 1", "FLOPs for time", "Dense"])
    await expect(page.locator("#limits")).toContainText(limit);
});

test("a row is opened by pointer, keyboard and link, and back goes back", async ({ page }) => {
  await open(page, evidence);
  const detail = page.locator(".row-detail");
  await expect(detail).toHaveAttribute("data-row", "shreyansh-qwen25-7b-0.5b-pytorch");
  await expect(detail).toContainText("are left for scheduling");

  // the Mac's point lies alone in the second chart: by pointer
  const ratio = chart(page, "calibration-ratio");
  await ratio.scrollIntoViewIfNeeded();
  const plot = ratio.getByRole("application");
  const box = await plot.boundingBox();
  if (box === null) throw new Error("The chart is not shown.");
  const [low, high] = [Math.log(0.45), Math.log(4.5)];
  const share = (value: number) => (Math.log(value) - low) / (high - low);
  const mac = predictions.find(({ row }) => row.id === "llamacpp-10455-m4pro")!;
  await page.mouse.move(
    box.x + share(mac.speedups.ratio ?? 1) * box.width,
    box.y + (1 - share(mac.row.speedup)) * box.height,
  );
  await expect(ratio.locator(".chart-tip")).toContainText("2.30×");
  await page.mouse.down();
  await page.mouse.up();
  await expect(detail).toHaveAttribute("data-row", "llamacpp-10455-m4pro");
  await expect(detail).toContainText("bound by arithmetic");
  expect(await query(page)).toBe(`${evidence}&row=llamacpp-10455-m4pro`);

  await plot.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(detail).toHaveAttribute("data-row", /^(lev|llamacpp)-/);

  await page.getByRole("button", { name: "chen-xsum-greedy" }).click();
  await expect(detail).toContainText("The source does not give an acceptance");
  // in place: right below its own row
  await expect(page.locator('tr[data-id="chen-xsum-greedy"] + tr .row-detail')).toBeVisible();
  await page.goBack();
  await expect(detail).not.toHaveAttribute("data-row", "chen-xsum-greedy");

  await open(page, `${evidence}&row=llamacpp-5877-rtx3060`);
  await expect(detail).toContainText("1.71×");
  await open(page, `${evidence}&row=nobody`);
  await expect(page.getByText("There is no measurement called nobody here.")).toBeVisible();
  await expect(detail).toHaveAttribute("data-row", "shreyansh-qwen25-7b-0.5b-pytorch");
});

test("tables and charts can be taken along, and read back as what was shown", async ({ page }) => {
  await open(page, evidence);
  const csv = await saved(page, page.getByRole("button", { name: "Save as CSV: Optimal drafts" }));
  const lines = csv.split("\r\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines).toHaveLength(5);
  const ours = lines.slice(1).map((line) => Number(line.split(",")[3]));
  for (const [i, each] of tableDeviations("hoffmann", tableTokens.hoffmann).entries())
    expect(relative(ours[i] ?? Number.NaN, each.ours)).toBeLessThan(1e-6);

  const all = JSON.parse(
    await saved(page, page.getByRole("button", { name: "Save everything on this page as JSON" })),
  );
  expect(all.measurements.rows).toHaveLength(measuredRows.length);
  const rows = JSON.parse(
    await saved(page, page.getByRole("button", { name: "Save as JSON: All rows" })),
  ).rows as Record<string, unknown>[];
  for (const { row, speedups } of predictions) {
    const found = rows.find(({ id }) => id === row.id);
    expect(found?.measured).toBe(row.speedup);
    const { flops } = speedups;
    if (flops !== undefined) expect(relative(Number(found?.flops), flops)).toBeLessThan(1e-12);
    else expect(found?.flops).toBeNull();
  }

  const roofline = chart(page, "calibration-roofline");
  await roofline.getByRole("button", { name: /^Export/ }).click();
  await page.getByRole("menuitem", { name: /table/i }).click();
  await expect(roofline.locator(".chart-table tbody tr")).toHaveCount(18);
});

for (const width of [1440, 1024, 390])
  test(`no table is cut off, and a row opens in place: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, evidence);
    const cut = () =>
      page
        .locator(".figures-scroll")
        .evaluateAll((tables) =>
          tables
            .filter((each) => each.scrollWidth > each.clientWidth)
            .map((each) => each.className),
        );
    expect(await cut()).toEqual([]);
    const row = page.locator('tr[data-id="llamacpp-5877-rtx3060"]');
    await row.getByRole("button").click();
    const detail = row.locator("+ tr .row-detail");
    await expect(detail).toContainText("1.71×");
    await expect(detail).toBeInViewport();
    expect(await cut()).toEqual([]);
  });

for (const [theme, width] of [
  ["light", 1440],
  ["dark", 390],
  ["projector", 1024],
] as const)
  test(`axe finds nothing: ${theme}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, `${evidence}&row=nobody&theme=${theme}`);
    await settled(page);
    expect(await axeFinds(page, { rules: theme === "light" ? "all" : "look" })).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
