import { readFile } from "node:fs/promises";
import { expect, settled, test } from "./support.ts";

const patience = 120_000;
test.describe.configure({ timeout: 2 * patience });

test("a result is saved, opened again as a stored one, and measured anew", async ({ page }) => {
  const link =
    "./?view=lab&backend=wasm&length=16&target=stories-188k&draft=stories-19k&seed=7&topp=0.9&temp=1";
  const measured = page.locator('output[data-quantity="speedup_measured"]');
  const finished = () =>
    page.waitForFunction(() => document.documentElement.dataset.settled === "true", null, {
      timeout: patience,
    });
  await page.goto(`${link}&run=1`);
  await finished();
  const value = await measured.getAttribute("data-value");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save all samples as JSON" }).click();
  const path = await (await saving).path();
  const text = await readFile(path, "utf8");
  expect(JSON.parse(text)).toMatchObject({
    form: 1,
    settings: { seed: 7, topP: 0.9, prompt: "Once upon a time" },
  });

  await page.goto("./?view=lab");
  await settled(page);
  const input = page.locator("input[data-open-result]");
  const named = (body: string) => ({
    name: "mine.json",
    mimeType: "application/json",
    buffer: Buffer.from(body),
  });
  await input.setInputFiles(named(text.slice(0, 500)));
  await expect(page.locator(".lab-status")).toContainText(
    "mine.json was not opened: the file is not",
  );
  await input.setInputFiles(named(text.replace(/"alpha": [\d.]+/, '"alpha": 12')));
  await expect(page.locator(".lab-status")).toContainText("12 as calibration.alpha");
  await expect(measured).toHaveCount(0);

  await input.setInputFiles(named(text));
  await expect(page.locator(".lab-status")).toContainText(
    "This is a stored result out of mine.json",
  );
  await expect(measured).toHaveAttribute("data-value", value ?? "");
  await expect(page.getByRole("heading", { name: "The device that measured it" })).toBeVisible();
  // the settings are the stored ones
  await settled(page);
  expect(new URL(page.url()).searchParams.get("seed")).toBe("7");
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page.getByText("This is a stored result")).toHaveCount(0);
  await page.getByRole("button", { name: "Stop" }).click();
});
