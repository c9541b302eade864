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
