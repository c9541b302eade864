import type { Page, Worker } from "@playwright/test";
import { expect, readouts, settled, test } from "./support.ts";

/** A run calibrates and repeats for up to 20 seconds, a sweep for 90, and a machine may be busy. */
const patience = 240_000;
test.describe.configure({ timeout: 2 * patience });

const run = (page: Page) => page.getByRole("button", { name: /^Run( again)?$/ });

async function finished(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.settled === "true", null, {
    timeout: patience,
  });
}

/** The worker that runs the models, told to remember the device that it opens. */
async function rememberDevice(page: Page): Promise<Worker> {
  await expect.poll(() => page.workers().length).toBeGreaterThan(0);
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      if (typeof GPUAdapter === "undefined") return;
      const open = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...given) {
        const device = await open.apply(this, given);
        Object.assign(globalThis, { device });
        return device;
      };
    });
  }
  const [worker] = page.workers();
  return worker;
}

const loseDevice = async (page: Page): Promise<void> => {
  for (const worker of page.workers())
    await worker.evaluate(() => (globalThis as { device?: GPUDevice }).device?.destroy());
};

test("a run on WebGPU is predicted, measured and found lossless, and a sweep follows", async ({
  page,
}) => {
  await page.goto("./?view=lab&run=1&backend=webgpu&target=stories-467k&draft=stories-53k");
  await finished(page);
  const values = await readouts(page);
  const text = (quantity: string) =>
    page.locator(`output[data-quantity="${quantity}"]`).getAttribute("data-value");
  console.log("lab on WebGPU:", JSON.stringify(values));
  expect(await text("backend")).toBe("webgpu");
  expect(await text("lossless")).toBe("true");
  for (const quantity of [
    "alpha_measured",
    "tokens_per_iteration_measured",
    "speedup_predicted_sdsl",
    "speedup_predicted_calibrated",
    "tokens_per_second_ar",
    "tokens_per_second_sd",
    "speedup_measured",
  ])
    expect(values[quantity], quantity).toBeGreaterThan(0);
  const [together, alone] = await page.locator(".lane-text").allInnerTexts();
  expect(together).toBe(alone);

  await page.getByRole("button", { name: "Sweep", exact: false }).first().click();
  await expect(page.locator("html")).toHaveAttribute("data-settled", "false");
  await finished(page);
  await expect(page.getByText(/timings are off by/)).toBeVisible();
  await expect(page.getByText(/The best measured draft is/)).toContainText("law");
});

test("a device that is lost in mid-run is said to be lost, and another run goes on", async ({
  page,
}) => {
  await page.goto("./?view=lab&backend=webgpu&length=64&target=stories-467k&draft=stories-53k");
  await settled(page);
  await rememberDevice(page);
  await run(page).click();
  await expect(page.getByText("Calibrating", { exact: false }).first()).toBeVisible({
    timeout: patience,
  });
  await loseDevice(page);
  await expect(page.getByRole("status").filter({ hasText: /GPU device was/ })).toBeVisible({
    timeout: patience,
  });
  await run(page).click();
  await expect
    .poll(async () => (await readouts(page)).speedup_measured, { timeout: patience })
    .toBeGreaterThan(0);
});

test("a run can be stopped, run again, left and come back to", async ({ page }) => {
  await page.goto("./?view=lab&backend=webgpu&length=64&target=stories-467k&draft=stories-53k");
  await settled(page);
  await run(page).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(run(page)).toBeVisible({ timeout: patience });
  await run(page).click();
  await page.getByRole("link", { name: "Explore", exact: true }).click();
  await settled(page);
  expect((await readouts(page)).N_opt).toBeGreaterThan(0);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("your own device");
  await finished(page);
  await page.goForward();
  await settled(page);
  expect((await readouts(page)).N_opt).toBeGreaterThan(0);
});

test("weights that are damaged are refused with the reason", async ({ page }) => {
  await page.route("**/stories-*/model.safetensors", (route) =>
    route.fulfill({ status: 200, body: "not a model" }),
  );
  await page.goto("./?view=lab&run=1&backend=webgpu&target=stories-467k&draft=stories-53k");
  await expect(page.getByRole("status").filter({ hasText: "model.safetensors" })).toBeVisible({
    timeout: patience,
  });
  await finished(page);
});
