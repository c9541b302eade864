import { readFile } from "node:fs/promises";
import { axeFinds } from "./axe.ts";
import { expect, settled, test } from "./support.ts";

/** A run calibrates and repeats for up to 20 seconds, and a machine may be busy. */
const patience = 120_000;
const finished = (page: import("@playwright/test").Page) =>
  page.waitForFunction(() => document.documentElement.dataset.settled === "true", null, {
    timeout: patience,
  });

const family = "public/models";
const filesOf = (id: string) =>
  ["config.json", "model.safetensors", "tokenizer.json"].map((name) => `${family}/${id}/${name}`);

test.describe.configure({ timeout: 2 * patience });

test("a link with run=1 measures by itself and fills every readout", async ({ page }) => {
  await page.goto("./?view=lab&run=1&backend=cpu&length=64");
  await finished(page);
  const values = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("output[data-quantity]")].map((output) => [
        output.dataset.quantity ?? "",
        output.dataset.value ?? "",
      ]),
    ),
  );
  expect(values.backend).toBe("cpu");
  expect(values.lossless).toBe("true");
  for (const quantity of [
    "alpha_measured",
    "tokens_per_iteration_measured",
    "speedup_measured",
    "speedup_predicted_sdsl",
    "speedup_predicted_calibrated",
    "tokens_per_second_ar",
    "tokens_per_second_sd",
  ])
    expect(Number(values[quantity]), quantity).toBeGreaterThan(0);
  console.log("lab on the plain engine:", JSON.stringify(values));

  const [withDraft, alone] = await page.locator(".lane-text").allInnerTexts();
  expect(withDraft).toBe(alone);

  const microscope = page.getByRole("region", { name: "One iteration under the microscope" });
  await expect(microscope.getByText(/^Iteration 1 of/)).toBeVisible();
  await microscope.getByRole("button", { name: "Step" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(microscope.getByText(/^Iteration 2 of/)).toBeVisible();
  await expect(microscope.locator(".top-tokens").first()).toBeVisible({ timeout: 30_000 });

  expect(await axeFinds(page)).toEqual([]);
});

test("the WebAssembly engine runs the same lab", async ({ page }) => {
  await page.goto("./?view=lab&run=1&backend=wasm");
  await finished(page);
  const value = (quantity: string) =>
    page.locator(`output[data-quantity="${quantity}"]`).getAttribute("data-value");
  expect(await value("backend")).toBe("wasm");
  await page.getByText("Features, limits, kernel shapes").click();
  await expect(page.getByText("relaxed SIMD")).toBeVisible();
  expect(await value("lossless")).toBe("true");
  expect(Number(await value("speedup_measured"))).toBeGreaterThan(0);
});

test("a run stops at once and can be started again", async ({ page }) => {
  await page.goto("./?view=lab&backend=cpu&length=480");
  await settled(page);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("Calibrating", { exact: false }).first()).toBeVisible({
    timeout: 60_000,
  });
});

test("a hidden tab rests, and goes on when it is shown", async ({ page }) => {
  await page.goto("./?view=lab&backend=wasm&length=16&target=stories-188k&draft=stories-19k");
  await settled(page);
  const hide = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await hide(true);
  // such a run is over in less time
  await page.waitForTimeout(3000);
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  await expect(page.locator('output[data-quantity="speedup_measured"]')).toHaveCount(0);
  await hide(false);
  await finished(page);
  await expect(page.locator('output[data-quantity="lossless"]')).toHaveAttribute(
    "data-value",
    "true",
  );
});

test("models that are missing are named, and can be tried again", async ({ page, trouble }) => {
  await page.route("**/models/index.json", (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("./?view=lab");
  await expect(page.getByRole("status").filter({ hasText: "404" })).toBeVisible();
  await page.unroute("**/models/index.json");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByLabel("Target", { exact: true })).toHaveValue(/stories/);
  trouble.length = 0;
});

test("says what a run fetches, fetches that alone, and then nothing", async ({ page }) => {
  const fetched = new Set<string>();
  page.on("request", (request) => {
    const id = /models\/([^/]+)\/model\.safetensors$/.exec(request.url())?.[1];
    if (id !== undefined) fetched.add(id);
  });
  await page.goto("./?view=lab&backend=wasm&length=16&target=stories-188k&draft=stories-19k");
  await expect(
    page.getByText(
      /^A run fetches Stories 188K \([\d.]+ MB\) and Stories 19K \([\d.]+ MB\) first\.$/,
    ),
  ).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("A run fetches nothing: its models are here.")).toBeVisible({
    timeout: 60_000,
  });
  expect([...fetched].sort()).toEqual(["stories-188k", "stories-19k"]);
});

test("begins with a smaller target on a phone, and says why", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto("./?view=lab");
  await expect(page.getByLabel("Target", { exact: true })).toHaveValue("stories-2.2m");
  await expect(page.getByText("since this looks like a phone")).toBeVisible();
  await page.goto("./?view=lab&target=stories-8.8m");
  await expect(page.getByLabel("Target", { exact: true })).toHaveValue("stories-8.8m");
  await expect(page.getByText("since this looks like a phone")).toHaveCount(0);
  await context.close();
});

test("a model file that is damaged is refused with the reason", async ({ page }) => {
  await page.route("**/stories-*/model.safetensors", (route) =>
    route.fulfill({ status: 200, body: "not a model" }),
  );
  await page.goto("./?view=lab&run=1&backend=cpu");
  await expect(page.getByRole("status").filter({ hasText: "model.safetensors" })).toBeVisible({
    timeout: 60_000,
  });
  await settled(page);
});

test("a user's own target runs alone", async ({ page }) => {
  await page.goto("./?view=lab&backend=cpu&length=16");
  await settled(page);
  await page.getByText("Bring your own pair").click();
  await page.locator('input[data-model="target"]').setInputFiles(filesOf("stories-19k"));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("The target alone writes")).toBeVisible({ timeout: patience });
});

test("a draft with another tokenizer is refused, and both differing tokens are named", async ({
  page,
}) => {
  await page.goto("./?view=lab&backend=cpu&length=16");
  await settled(page);
  await page.getByText("Bring your own pair").click();
  const [config, weights, tokenizer] = filesOf("stories-19k");
  const own = JSON.parse(await readFile(tokenizer, "utf8"));
  const { vocab } = own.model;
  const [first, second] = Object.keys(vocab).slice(300, 302);
  [vocab[first], vocab[second]] = [vocab[second], vocab[first]];
  const named = (name: string, buffer: Buffer) => ({
    name,
    mimeType: "application/octet-stream",
    buffer,
  });
  await page
    .locator('input[data-model="draft"]')
    .setInputFiles([
      named("config.json", await readFile(config)),
      named("model.safetensors", await readFile(weights)),
      named("tokenizer.json", Buffer.from(JSON.stringify(own))),
    ]);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "can't draft for" })).toBeVisible({
    timeout: patience,
  });
});

test("a dozen beginnings are measured in turns", async ({ page }) => {
  await page.goto("./?view=lab&backend=wasm&length=32&prompts=dozen&run=1");
  await finished(page);
  await expect(page.locator(".lane-prompt").first()).toHaveText(/small boat/);
  await expect(page.getByLabel("The story begins")).toBeHidden();
  const lossless = page.locator('output[data-quantity="lossless"]');
  expect(await lossless.getAttribute("data-value")).toBe("true");
});

test("the lab's settings stand in the link, and back undoes them", async ({ page }) => {
  await page.goto("./?view=lab&temp=0.8&seed=7&prompt=Lily+had+a+dog&draft=stories-188k");
  await settled(page);
  await expect(page.getByLabel("The story begins")).toHaveValue("Lily had a dog");
  await expect(page.getByLabel("Draft", { exact: true })).toHaveValue("stories-188k");
  const temperature = page.getByRole("slider", { name: "Temperature" });
  await temperature.focus();
  await page.keyboard.press("Home");
  await page.keyboard.up("Home");
  await expect.poll(() => new URL(page.url()).searchParams.get("temp")).toBeNull();
  await page.goBack();
  await expect.poll(() => new URL(page.url()).searchParams.get("temp")).toBe("0.8");
});

test("a model that the family lacks is named", async ({ page }) => {
  await page.goto("./?view=lab&draft=stories-9t");
  await expect(page.getByText("There is no model called stories-9t")).toBeVisible();
});

test("a beginning that is too long is refused by its field while it is typed, once", async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("model.safetensors")) fetched.push(request.url());
  });
  await page.goto("./?view=lab&target=stories-188k&draft=stories-19k");
  await settled(page);
  const field = page.getByLabel("The story begins");
  const run = page.getByRole("button", { name: "Run", exact: true });
  await field.fill("\u{1f409}".repeat(200));
  const refusal = page.getByText(/The beginning takes \d+ tokens; \d+ fit/);
  await expect(refusal).toHaveCount(1);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(run).toBeDisabled();
  await field.fill("\u{1f409} and a boat");
  await expect(refusal).toHaveCount(0);
  await expect(run).toBeEnabled();
  // counting takes no weights
  expect(fetched).toEqual([]);
});
