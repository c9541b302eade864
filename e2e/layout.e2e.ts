import { expect, open, query, settled, test, visit } from "./support.ts";

const desktops = [
  [1440, 900],
  [1280, 720],
  [1024, 768],
] as const;

for (const [width, height] of [...desktops, [390, 844]] as const)
  test(`nothing shifts while the page loads at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        const before = Number(sessionStorage.getItem("shift") ?? 0);
        const shifts = list.getEntries() as unknown as { value: number }[];
        const sum = shifts.reduce((total, { value }) => total + value, before);
        sessionStorage.setItem("shift", String(sum));
      }).observe({ type: "layout-shift", buffered: true });
    });
    await open(page, "?M=13B");
    await page.waitForTimeout(1000);
    const shift = await page.evaluate(() => Number(sessionStorage.getItem("shift") ?? 0));
    expect(shift).toBeLessThan(0.02);
  });

for (const [width, height] of desktops)
  test(`the main chart is whole in the first screen at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page);
    const chart = page.locator(".figure-main .chart-body");
    const box = await chart.boundingBox();
    expect((box?.y ?? Number.NaN) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    expect(box?.height).toBeGreaterThanOrEqual(240);
  });

test("no slider moves under the hand, whatever is said above it", async ({ page }) => {
  for (const [width, height] of [...desktops, [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    await open(page, "?M=13B");
    const tops = new Set<number>();
    for (const M of ["1M", "30M", "1B", "13B", "405B", "10T", "100T"]) {
      await visit(page, `?M=${M}`);
      tops.add(
        await page
          .locator('[data-control="M"] .slider-control')
          .evaluate((control) => Math.round(control.getBoundingClientRect().top + scrollY)),
      );
    }
    expect([...tops], `${width} px`).toHaveLength(1);
  }
});

test("the introduction folds on the visit after the first use, and opens again", async ({
  page,
}) => {
  const lead = page.getByText("the text is the target's own");
  await open(page);
  await page.locator("#M-value").fill("13B");
  await page.locator("#M-value").press("Enter");
  await settled(page);
  await expect(lead).toBeVisible();
  await page.reload();
  await settled(page);
  await expect(lead).toBeHidden();
  await page.getByRole("button", { name: "What is this about?" }).click();
  await expect(lead).toBeVisible();
});

test("a question to try is answered in numbers, which stay, and so do the pins", async ({
  page,
}) => {
  await open(page, "?pin=mine~M:33B");
  for (const question of [
    "Why do small targets gain little?",
    "What if my acceptance is 0.8?",
    "What does a 1B draft cost a 70B target?",
    "And with 64 users on one H100?",
  ]) {
    await page.getByRole("link", { name: question }).click();
    await settled(page);
    await expect(page.locator(".asked p")).toHaveText(/\d.*\. .*\d.*\.$/);
    expect(await query(page)).toContain("pin=mine~M:33B");
  }
  const answer = await page.locator(".asked p").textContent();
  await page.locator("#gamma-value").fill("3");
  await page.locator("#gamma-value").press("Enter");
  await settled(page);
  await expect(page.locator(".asked p")).toHaveText(answer ?? "");
  await page.getByRole("button", { name: "Close the answer" }).click();
  await expect(page.locator(".asked")).toHaveCount(0);
});

test("on a phone the answer stays in sight while the lookahead is moved", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "?M=13B");
  await page.locator('[data-control="gamma"]').scrollIntoViewIfNeeded();
  const bar = page.locator(".answer-bar");
  await expect(bar).toBeInViewport();
  const before = await bar.textContent();
  await page.locator("#gamma-value").fill("3");
  await page.locator("#gamma-value").press("Enter");
  await settled(page);
  await expect(bar).toBeInViewport();
  await expect(bar).not.toHaveText(before ?? "");
});
