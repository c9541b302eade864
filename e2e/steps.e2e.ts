import { hideable } from "../src/scenario/scenario.ts";
import { expect, historyLength, open, query, settled, test } from "./support.ts";

test("undo and redo walk the steps, after Reset all too", async ({ page }) => {
  await open(page, "?M=13B");
  const undo = page.getByRole("button", { name: "Undo" });
  const redo = page.getByRole("button", { name: "Redo" });
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  await undo.click({ force: true });
  expect(await query(page)).toBe("?M=13B");
  await page.locator("#gamma-value").fill("5");
  await page.locator("#gamma-value").press("Enter");
  await settled(page);
  await page.getByRole("button", { name: "Reset all" }).click();
  await expect.poll(() => query(page)).toBe("");
  const length = await historyLength(page);
  await undo.click();
  await expect.poll(() => query(page)).toBe("?M=13B&gamma=5");
  await undo.click();
  await expect.poll(() => query(page)).toBe("?M=13B");
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  await redo.click();
  await redo.click();
  await expect.poll(() => query(page)).toBe("");
  await expect(redo).toHaveAttribute("aria-disabled", "true");
  expect(await historyLength(page)).toBe(length);
});

test("back to a page leads to where it was scrolled", async ({ page }) => {
  await open(page, "?M=13B");
  await page.evaluate(() => scrollTo(0, 900));
  // a click of the mouse would scroll up to the link first
  await page.getByRole("link", { name: "Evidence", exact: true }).dispatchEvent("click");
  await expect(page).toHaveTitle(/Evidence/);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.goBack();
  await settled(page);
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(900);
  // a step within the page moves the numbers, not the reader
  await page.goForward();
  await page.goBack();
  await settled(page);
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(900);
});

test("the window's title says what the link shows", async ({ page }) => {
  await open(page, "?M=13B");
  await expect(page).toHaveTitle(/^13B target, .* draft: .*×.* SDSL Explorer$/);
  const preview = await page.locator('meta[property="og:title"]').getAttribute("content");
  expect(preview).toBe(await page.title());
  await page.getByRole("link", { name: "Evidence", exact: true }).click();
  await expect(page).toHaveTitle(/Evidence/);
});

test("a link that hides everything offers to show it", async ({ page }) => {
  await page.goto(`./?M=13B&hide=${hideable.explore.join(",")}`);
  await page.getByRole("button", { name: "Show them" }).click();
  await settled(page);
  expect(await query(page)).toBe("?M=13B");
  await expect(page.locator("[data-chart]")).toHaveCount(5);
  await open(page, "?hide=map,optimum");
  await page.getByRole("button", { name: "Show what this link leaves out (2)" }).click();
  await settled(page);
  expect(await query(page)).toBe("");
});

test("each notice goes by its own cross; trackers' marks make none", async ({ page }) => {
  await open(page, "?M=70zebra&gamma=99&utm_source=mail&fbclid=x");
  const crosses = page.getByRole("button", { name: "Dismiss" });
  await expect(crosses).toHaveCount(2);
  await crosses.first().click();
  await expect(crosses).toHaveCount(1);
  await expect(page.locator(".page-notices")).toContainText("gamma=99");
  await crosses.click();
  await expect(crosses).toHaveCount(0);
});
