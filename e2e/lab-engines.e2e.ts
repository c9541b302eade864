import { expect, settled, test } from "./support.ts";

test.describe.configure({ timeout: 180_000 });

test("engines are compared with one pair; one that can't run loses nothing of the others", async ({
  page,
}) => {
  await page.goto("./?view=lab&length=32&target=stories-188k&draft=stories-19k");
  await settled(page);
  await page.getByRole("button", { name: "Compare engines" }).click();
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  await page.waitForFunction(() => document.documentElement.dataset.settled === "true", null, {
    timeout: 150_000,
  });
  const region = page.getByRole("region", { name: "The same pair on each engine" });
  // without a GPU, one of the two says why it isn't there
  await expect(region.getByText(/^WebGPU/)).toBeVisible();
  await expect(region.getByText(/^WebAssembly: measured [\d.]+×/)).toBeVisible();
  for (const chart of ["lab-passes", "lab-engines"])
    await expect(page.locator(`[data-chart="${chart}"]`)).toBeVisible();
  await expect(region.getByText(/WebAssembly does best with/)).toBeVisible();
});
