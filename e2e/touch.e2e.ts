import {
  dragTouch,
  expect,
  expectLaw,
  historyLength,
  open,
  plot,
  query,
  readouts,
  settled,
  sliderSpots,
  test,
} from "./support.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

for (const [id, from] of [
  ["M", "?M=13B"],
  ["alpha", "?alpha=0.5"],
] as const) {
  test(`a finger drags ${id} on a phone`, async ({ page }) => {
    await open(page, from);
    const before = await readouts(page);
    const length = await historyLength(page);
    const { at, track } = await sliderSpots(page, id);
    await dragTouch(page, at, { x: track.x + track.width * 0.85, y: at.y }, async () => {
      await settled(page);
      const during = await readouts(page);
      for (const quantity of ["N_opt", "speedup", "gamma_opt"])
        expect(during[quantity], quantity).not.toBe(before[quantity]);
    });
    await settled(page);
    const after = await query(page);
    expect(after).not.toBe(from);
    expect(await historyLength(page)).toBe(length + 1);
    await expectLaw(page, after);
    await page.goBack();
    await settled(page);
    expect(await readouts(page)).toEqual(before);
  });
}

test("a finger reads a chart without setting a value", async ({ page }) => {
  await open(page, "?N=1B");
  const at = await plot(page, "speedup-over-N");
  const length = await historyLength(page);
  await dragTouch(page, at(0.1, 0.5), at(0.3, 0.5));
  await expect(page.locator('[data-chart="speedup-over-N"] .chart-tip')).toBeVisible();
  const spot = at(0.2, 0.4);
  await page.touchscreen.tap(spot.x, spot.y);
  await settled(page);
  expect(await query(page)).toBe("?N=1B");
  expect(await historyLength(page)).toBe(length);
});

test("a finger drags the draft size on the main chart", async ({ page }) => {
  await open(page, "?N=1B");
  const at = await plot(page, "speedup-over-N");
  // the axis runs from 1e5 to M, evenly in the logarithm
  const chosen = Math.log(1e9 / 1e5) / Math.log(70e9 / 1e5);
  await dragTouch(page, at(chosen, 0.5), at(0.4, 0.5));
  await settled(page);
  expect(await query(page)).toMatch(/^\?N=/);
  expect(await query(page)).not.toBe("?N=1B");
  await expectLaw(page, await query(page));
});

test("the page is no wider than the phone, and its charts are there", async ({ page }) => {
  await open(page, "?M=13B&alpha=0.8&pin=a+rather+long+name+for+a+pin+indeed~M:405B");
  const { scrolled, shown } = await page.evaluate(() => ({
    scrolled: document.documentElement.scrollWidth,
    shown: innerWidth,
  }));
  expect(shown).toBe(390);
  expect(scrolled).toBeLessThanOrEqual(390);
  const charts = page.locator("[data-chart]");
  await expect(charts).toHaveCount(5);
  for (const chart of await charts.all()) {
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.locator(".chart-plot").boundingBox();
    expect(box?.width).toBeGreaterThan(240);
    expect(box?.height).toBeGreaterThan(150);
  }
});
