import type { Page } from "@playwright/test";
import {
  expect,
  expectLaw,
  historyLength,
  open,
  query,
  readout,
  settled,
  test,
  thumb,
} from "./support.ts";

async function type(page: Page, id: string, text: string): Promise<void> {
  const field = page.locator(`#${id}-value`);
  await field.click();
  await field.fill(text);
  await field.press("Enter");
  await settled(page);
}

test("values can be typed as people write them", async ({ page }) => {
  await open(page);
  for (const [id, text, expected] of [
    ["M", "13B", "?M=13B"],
    ["M", "1.5T", "?M=1.5T"],
    ["M", "70,000,000,000", ""],
    ["M", "7e9", "?M=7B"],
    ["alpha", "80%", "?M=7B&alpha=0.8"],
    ["alpha", "0.65", "?M=7B&alpha=0.65"],
    ["N", "125M", "?M=7B&N=125M&alpha=0.65"],
    ["gamma", "5", "?M=7B&N=125M&alpha=0.65&gamma=5"],
    ["N", "1/200", "?M=7B&N=35M&alpha=0.65&gamma=5"],
  ] as const) {
    await type(page, id, text);
    expect(await query(page)).toBe(expected);
    await expectLaw(page, expected);
  }
});

test("what can't be read is refused in words, and the value stays", async ({ page }) => {
  await open(page, "?M=13B");
  const length = await historyLength(page);
  const field = page.locator("#M-value");
  for (const bad of ["70zebra", "3,14", "", "1e400", "5", "1e15", "-70B", "<b>7</b>"]) {
    await type(page, "M", bad);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator("#M-value-error")).toBeVisible();
    expect(await query(page)).toBe("?M=13B");
  }
  await field.press("Escape");
  await expect(field).toHaveValue("13B");
  await expect(page.locator("#M-value-error")).toBeHidden();
  expect(await historyLength(page)).toBe(length);
});

test("a complaint covers no control, and goes when the value is left", async ({ page }) => {
  await open(page, "?M=13B&cost=roofline");
  for (const id of ["M", "alpha", "N", "gamma", "batch", "ctx"]) {
    const field = page.locator(`#${id}-value`);
    const slider = page.locator(`[data-control="${id}"]`);
    if (!(await field.isVisible())) await page.getByText("Cost model and hardware").click();
    await type(page, id, "zzz");
    await expect(slider.locator(".value-error")).toBeVisible();
    const control = slider.locator(".slider-control");
    await control.scrollIntoViewIfNeeded();
    const box = await control.boundingBox();
    if (box === null) throw new Error(`The slider ${id} is not shown.`);
    for (const share of [0.05, 0.35, 0.65, 0.95]) {
      const at = { x: box.x + box.width * share, y: box.y + box.height / 2 };
      const reached = await control.evaluate(
        (own, { x, y }) => own.contains(document.elementFromPoint(x, y)),
        at,
      );
      expect(reached, `${id} at ${share}`).toBe(true);
    }
    const before = await query(page);
    await page.mouse.click(box.x + box.width * 0.3, box.y + box.height / 2);
    await settled(page);
    expect(await query(page), id).not.toBe(before);
    await expect(slider.locator(".value-error")).toBeHidden();
    await expect(field).not.toHaveAttribute("aria-invalid", "true");
  }
});

test("what lies beyond the limits is answered with the limits", async ({ page }) => {
  await open(page, "?cost=roofline");
  await page.getByText("Cost model and hardware").click();
  for (const [id, text, limits] of [
    ["gamma", "65", "From 0 to 64."],
    ["ctx", "11M", "From 0 to 10M."],
    ["batch", "5000", "From 1 to 4,096."],
  ] as const) {
    await type(page, id, text);
    await expect(page.locator(`#${id}-value-error`)).toHaveText(limits);
    await page.locator(`#${id}-value`).press("Escape");
  }
  await type(page, "ctx", "0");
  expect(await query(page)).toBe("?cost=roofline&ctx=0");
});

test("auto is typed where there is one", async ({ page }) => {
  await open(page, "?N=125M&alpha=0.7&gamma=5");
  await type(page, "gamma", "auto");
  await type(page, "N", " Auto ");
  await type(page, "alpha", "AUTO");
  expect(await query(page)).toBe("");
  await type(page, "alpha", "auto");
  expect(await query(page)).toBe("");
  await type(page, "M", "auto");
  await expect(page.locator("#M-value-error")).toBeVisible();
});

test("Escape takes back what was typed", async ({ page }) => {
  await open(page, "?M=13B");
  const field = page.locator("#M-value");
  await field.click();
  await field.fill("30B");
  await field.press("Escape");
  await expect(field).toHaveValue("13B");
  expect(await query(page)).toBe("?M=13B");
});

test("a slider is reset by a double click on its name and by Delete", async ({ page }) => {
  await open(page, "?M=13B&alpha=0.8");
  await page.getByText("Target size", { exact: true }).dblclick();
  await settled(page);
  expect(await query(page)).toBe("?alpha=0.8");
  await thumb(page, "alpha").press("Delete");
  await settled(page);
  expect(await query(page)).toBe("");
});

test("Reset all puts everything back but the look, in one step of history", async ({ page }) => {
  const link = "?M=13B&N=125M&alpha=0.8&gamma=3&cost=roofline&x=M&pin=a&theme=dark";
  await open(page, link);
  const length = await historyLength(page);
  await page.getByRole("button", { name: "Reset all" }).click();
  await settled(page);
  expect(await query(page)).toBe("?theme=dark");
  expect(await historyLength(page)).toBe(length + 1);
  await page.goBack();
  await settled(page);
  expect(await query(page)).toBe(link);
});

for (const [id, name] of [
  ["alpha", "Acceptance rate"],
  ["N", "Draft size"],
  ["gamma", "Lookahead"],
] as const) {
  test(`the auto chip of ${id} holds the value that the law gives, and lets go of it`, async ({
    page,
  }) => {
    await open(page);
    const speedup = await readout(page, "speedup");
    const chip = page.getByRole("button", { name: `auto, ${name}` });
    await expect(chip).toHaveAttribute("aria-pressed", "true");
    await chip.click();
    await settled(page);
    await expect(chip).toHaveAttribute("aria-pressed", "false");
    expect(await query(page)).toContain(`${id}=`);
    await expectLaw(page, await query(page));
    // held at a rounded value of the best: a little less at the most
    expect(await readout(page, "speedup")).toBeGreaterThan(speedup * 0.99);
    await chip.click();
    await settled(page);
    expect(await query(page)).toBe("");
    expect(await readout(page, "speedup")).toBe(speedup);
  });
}
