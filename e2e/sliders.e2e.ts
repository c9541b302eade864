import {
  dragMouse,
  expect,
  expectLaw,
  historyLength,
  open,
  query,
  readouts,
  settled,
  sliderSpots,
  test,
  thumb,
} from "./support.ts";

const main = [
  { id: "M", from: "?M=13B", to: 0.8 },
  { id: "alpha", from: "?alpha=0.5", to: 0.8 },
] as const;

for (const { id, from, to } of main) {
  test(`dragging ${id} with the mouse moves the numbers and adds one step of history`, async ({
    page,
  }) => {
    await open(page, from);
    const before = await readouts(page);
    const length = await historyLength(page);
    const { at, track } = await sliderSpots(page, id);
    await dragMouse(page, at, { x: track.x + track.width * to, y: at.y }, async () => {
      await settled(page);
      const during = await readouts(page);
      for (const quantity of ["N_opt", "speedup", "gamma_opt"])
        expect(during[quantity], quantity).not.toBe(before[quantity]);
      expect(await historyLength(page)).toBe(length);
    });
    await settled(page);
    const after = await query(page);
    expect(after).toMatch(new RegExp(`[?&]${id}=`));
    expect(after).not.toBe(from);
    expect(await historyLength(page)).toBe(length + 1);
    await expectLaw(page, after);

    await page.goBack();
    await settled(page);
    expect(await query(page)).toBe(from);
    expect(await readouts(page)).toEqual(before);
    await page.goForward();
    await settled(page);
    expect(await query(page)).toBe(after);
    await expectLaw(page, after);
  });

  test(`keys move ${id}; a held key adds one step of history`, async ({ page }) => {
    await open(page, from);
    const before = await readouts(page);
    const length = await historyLength(page);
    await thumb(page, id).focus();
    // two presses without a release between them are one held key
    await page.keyboard.down("ArrowRight");
    await page.keyboard.down("ArrowRight");
    await settled(page);
    expect(await historyLength(page)).toBe(length);
    await page.keyboard.up("ArrowRight");
    await settled(page);
    const after = await readouts(page);
    for (const quantity of ["N_opt", "speedup", "gamma_opt"])
      expect(after[quantity], quantity).not.toBe(before[quantity]);
    expect(await historyLength(page)).toBe(length + 1);
    await expectLaw(page, await query(page));

    await page.keyboard.press("Home");
    await settled(page);
    expect(await query(page)).toBe(id === "M" ? "?M=1M" : "?alpha=0");
    await page.keyboard.press("End");
    await settled(page);
    expect(await query(page)).toBe(id === "M" ? "?M=100T" : "?alpha=0.9999");
    await expectLaw(page, await query(page));
  });
}

test("the target's size is played, leaves a trace, and is one step of history", async ({
  page,
}) => {
  await open(page, "?M=13B");
  const length = await historyLength(page);
  const main = page.locator('[data-chart="speedup-over-N"]');
  await page.getByRole("button", { name: "Play 1B to 1T" }).click();
  await expect(main.locator(".legend")).toContainText("path of the answer");
  const size = () => page.locator("#M-value").inputValue();
  const early = await size();
  await expect.poll(size).not.toBe(early);
  await page.getByRole("button", { name: "Stop" }).click();
  await settled(page);
  const stopped = await size();
  await page.waitForTimeout(300);
  expect(await size()).toBe(stopped);
  expect(await historyLength(page)).toBe(length + 1);
  await page.goBack();
  await settled(page);
  expect(await query(page)).toBe("?M=13B");
});
