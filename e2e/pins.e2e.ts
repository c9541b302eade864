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
  await expect(main.getByText("my 13B")).toBeVisible();

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
  await expect(main.getByText("my 13B")).toBeHidden();
});

test("pins without a name get one, and no two the same", async ({ page }) => {
  await open(page, "?M=13B&alpha=0.8");
  const button = page.getByRole("button", { name: "Pin this curve" });
  for (let i = 0; i < 3; i++) {
    await button.click();
    await settled(page);
  }
  const names = await page.locator(".pin-recall strong").allTextContents();
  expect(new Set(names).size).toBe(3);
  await expectLaw(page, "?M=13B&alpha=0.8");
});

test("a link holds eight pins and says so", async ({ page }) => {
  await open(page, `?${Array.from({ length: 8 }, (_, i) => `pin=p${i}~M:${i + 1}B`).join("&")}`);
  await expect(page.locator(".pin-recall")).toHaveCount(8);
  await expect(page.getByRole("button", { name: "Pin this curve" })).toBeDisabled();
  await page.getByRole("button", { name: "Remove p3" }).click();
  await expect(page.getByRole("button", { name: "Pin this curve" })).toBeEnabled();
});
