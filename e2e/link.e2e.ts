import { expect, open, settled, test, thumb } from "./support.ts";

test("Copy link copies the address and says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "?M=13B");
  await thumb(page, "alpha").press("ArrowRight");
  await settled(page);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Link copied" })).toHaveCount(1);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await page.evaluate(() => location.href));
  expect(copied).toContain("M=13B&alpha=");
});

test("where the clipboard is refused, the link is offered as text", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new Error("refused")) },
    });
  });
  await open(page, "?M=13B");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByLabel("Copy this text yourself")).toHaveValue(/\?M=13B$/);
});

test("the example links lead where they say", async ({ page }) => {
  await open(page);
  for (const link of await page.getByLabel("Things to try").getByRole("link").all()) {
    const href = (await link.getAttribute("href")) ?? "";
    await link.click();
    await settled(page);
    expect(await page.evaluate(() => location.search)).toBe(href);
  }
});
