import {
  expect,
  expectLaw,
  historyLength,
  open,
  query,
  readouts,
  settled,
  test,
} from "./support.ts";

test("a curve is pinned, compared, recalled and removed, all in the address", async ({ page }) => {
  await open(page, "?M=13B");
  const before = await readouts(page);
  const length = await historyLength(page);
  const main = page.locator('[data-chart="speedup-over-N"]');
  await page.getByLabel("Name of the pin").fill("my 13B");
  await page.getByRole("button", { name: "Pin this curve" }).click();
  await settled(page);
  expect(await query(page)).toBe("?M=13B&pin=my+13B~M:13B");
  expect(await historyLength(page)).toBe(length + 1);
  await expect(main.locator(".legend").getByText("my 13B")).toBeVisible();
  await expect(page.getByText("What is set is pinned as my 13B.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Pin this curve" })).toBeDisabled();

  await page.locator("#M-value").fill("70B");
  await page.locator("#M-value").press("Enter");
  await settled(page);
  expect(await query(page)).toBe("?pin=my+13B~M:13B");
  await page.getByRole("button", { name: "Go back to my 13B" }).click();
  await settled(page);
  expect(await query(page)).toBe("?M=13B&pin=my+13B~M:13B");
  expect(await readouts(page)).toEqual(before);

  await page.getByRole("button", { name: "Remove my 13B" }).click();
  await settled(page);
  expect(await query(page)).toBe("?M=13B");
  await expect(main.getByText("my 13B")).toHaveCount(0);
});

test("pins without a name get one, and no two the same", async ({ page }) => {
  await open(page, "?M=13B&alpha=0.8");
  const button = page.getByRole("button", { name: "Pin this curve" });
  // gamma is in no suggested name
  for (const gamma of ["4", "5", "6"]) {
    await page.locator("#gamma-value").fill(gamma);
    await page.locator("#gamma-value").press("Enter");
    await settled(page);
    await button.click();
    await settled(page);
  }
  const names = await page.locator(".pin-recall strong").allTextContents();
  expect(new Set(names).size).toBe(3);
  await expectLaw(page, "?M=13B&alpha=0.8&gamma=6");
});

test("a link holds eight pins and says so", async ({ page }) => {
  await open(page, `?${Array.from({ length: 8 }, (_, i) => `pin=p${i}~M:${i + 1}B`).join("&")}`);
  await expect(page.locator(".pin-recall")).toHaveCount(8);
  await expect(page.getByRole("button", { name: "Pin this curve" })).toBeDisabled();
  await page.getByRole("button", { name: "Remove p3" }).click();
  await expect(page.getByRole("button", { name: "Pin this curve" })).toBeEnabled();
});

test("a pin has its colour, its name at its curve, a row beside what is set, and a column", async ({
  page,
}) => {
  await open(page, "?M=13B&pin=big~M:70B&pin=small~M:1B");
  const main = page.locator('[data-chart="speedup-over-N"]');
  const colours = await main
    .locator(".chart-label")
    .filter({ hasText: /^(big|small)$/ })
    .evaluateAll((labels) => labels.map((label) => getComputedStyle(label).fill));
  expect(new Set(colours).size).toBe(2);
  const rows = page.locator(".pin-table tbody tr");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("big");
  await expect(rows.nth(1)).toContainText("×");
  await main.getByRole("button", { name: /^Export/ }).click();
  await page.getByRole("menuitem", { name: /table/i }).click();
  await expect(main.getByRole("columnheader", { name: /pinned as small/ })).toBeVisible();
});
