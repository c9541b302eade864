import type { Page } from "@playwright/test";
import { parseUrl } from "../src/scenario/url.ts";
import { vllmMetrics } from "../src/serving/measurements/fixtures/samples.ts";
import { axeFinds } from "./axe.ts";
import { expect, query, settled, test, thumb } from "./support.ts";

async function openPlan(page: Page, more = ""): Promise<void> {
  await page.goto(`./?view=plan${more}`);
  await settled(page);
}

const output = (page: Page, quantity: string) =>
  page.locator(`output[data-quantity="${quantity}"]`);

async function value(page: Page, quantity: string): Promise<number> {
  return Number(await output(page, quantity).getAttribute("data-value"));
}

test("an engineer picks model, hardware and load, and copies the command", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("./");
  await page.getByRole("link", { name: "Plan" }).click();
  await settled(page);
  const started = await output(page, "best_draft").getAttribute("data-value");
  expect(started).toBe("llama-3.2-1b");

  await page.getByLabel("Target", { exact: true }).fill("qwen3-32");
  await page.getByRole("option", { name: /^Qwen3-32B/ }).click();
  await settled(page);
  await page.getByLabel("Hardware").selectOption("h100");
  await page.getByLabel("Batch, sequences at once, typed value").fill("8");
  await page.keyboard.press("Enter");
  await settled(page);
  expect(await output(page, "best_draft").getAttribute("data-value")).toBe("qwen3-0.6b");
  expect(await value(page, "speedup")).toBeGreaterThan(1);
  expect(Number(await output(page, "speedup").getAttribute("data-low"))).toBeLessThan(
    await value(page, "speedup"),
  );
  expect(await value(page, "break_even_batch")).toBeGreaterThan(8);
  await expect(page.locator(".sentence-text")).toContainText("Qwen3-0.6B");
  expect(await query(page)).toBe("?view=plan&hw=h100&batch=8&model=qwen3-32b");

  const gamma = await value(page, "gamma");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toHaveCount(1);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^vllm serve Qwen\/Qwen3-32B/);
  const [, json = ""] = /--speculative-config '(.*)'/.exec(copied) ?? [];
  expect(JSON.parse(json)).toMatchObject({
    method: "draft_model",
    model: "Qwen/Qwen3-0.6B",
    num_speculative_tokens: gamma,
  });
  await page.locator('[data-control="engine"] label').filter({ hasText: "SGLang" }).click();
  await expect(page.locator(".command pre").first()).toContainText(
    `--speculative-num-draft-tokens ${gamma + 1}`,
  );

  await page.goBack();
  await settled(page);
  await page.goBack();
  await settled(page);
  expect(await query(page)).toBe("?view=plan&hw=h100&model=qwen3-32b");
  await page.goForward();
  await settled(page);
  expect(await query(page)).toContain("batch=8");
});

test("the answer's lines, its stack and its summary", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPlan(page, "&model=llama-3.3-70b&hw=rtx4090");
  await expect(page.locator(".sentence-text")).toContainText(
    "No: 141 GB of weights, 24 GB of memory.",
  );
  expect(await output(page, "best_draft").getAttribute("data-value")).toBe("none");
  await page.getByLabel("Hardware").selectOption("h100");
  await settled(page);
  const lines = page.locator(".verdict-lines dt");
  await expect(lines).toHaveText([
    "Does it fit",
    "Does it pay",
    "How sure",
    "With what",
    "What to type",
  ]);
  const before = await value(page, "speedup");
  await page.getByLabel("Serving stack").selectOption("datasheet");
  await settled(page);
  expect(await query(page)).toContain("stack=datasheet");
  expect(await value(page, "speedup")).toBeGreaterThan(before);
  await page.locator(".moves-group").getByRole("button", { name: /^Code/ }).click();
  await settled(page);
  expect(await query(page)).toContain("task=code");
  await page.getByRole("button", { name: "Copy as Markdown" }).click();
  const summary = await page.evaluate(() => navigator.clipboard.readText());
  const sentence = (await page.locator(".sentence-text").textContent()) ?? "";
  expect(summary).toContain(sentence);
  expect(summary).toContain("--speculative-config");
  expect(summary).toContain("task=code");
});

test("a server's metrics change the answer, and the link carries them", async ({ page }) => {
  await openPlan(page, "&hw=h100&tp=4");
  const before = await value(page, "speedup");
  await page.getByLabel("Log, metrics or CSV").fill(`${vllmMetrics}\nsomething else entirely\n`);
  const result = page.locator(".measure-result");
  await expect(result).toContainText("tokens an iteration");
  await expect(result).toContainText("0.80, 0.70, 0.60");
  await expect(result).toContainText("is nothing that this page reads");
  await expect(result.getByText("something else entirely")).toBeVisible();
  await result.getByRole("button", { name: "Use it" }).click();
  await settled(page);
  expect(await query(page)).toContain("positions=0.8,0.7,0.6");
  expect(await query(page)).toContain("with=llama-3.2-1b");
  expect(await value(page, "speedup")).not.toBe(before);
  expect(await output(page, "alpha").getAttribute("data-low")).toBe(
    await output(page, "alpha").getAttribute("data-value"),
  );
  await expect(result).toContainText("looks 3 ahead");

  const link = await query(page);
  const answer = await value(page, "speedup");
  await page.goto(`./${link}`);
  await settled(page);
  expect(await value(page, "speedup")).toBe(answer);
  await page.getByRole("button", { name: "Forget the measurement" }).click();
  await settled(page);
  expect(await value(page, "speedup")).toBe(before);

  await page.getByRole("button", { name: "llama-bench" }).click();
  await result.getByRole("button", { name: "Use it" }).click();
  await settled(page);
  expect(await query(page)).toContain("verify=1:28.74,");
  // the cliff at nine tokens
  expect(await value(page, "gamma")).toBeLessThanOrEqual(7);

  await page.getByLabel("Log, metrics or CSV").fill("N,alpha\n125M,0.61\n1B,0.66\n8B,0.7\n");
  await expect(page.locator('[data-chart="plan-residuals"]')).toBeVisible();
  await page.getByRole("button", { name: "Use this plane" }).click();
  await settled(page);
  expect(await query(page)).toContain("plane=custom:");
});

test("a researcher reads the best size to train and when it pays", async ({ page }) => {
  await openPlan(page, "&model=custom&M=70B&served=1T");
  const N = await value(page, "trained_draft");
  expect(N).toBeGreaterThan(1e7);
  expect(N).toBeLessThan(5e9);
  expect(await value(page, "break_even_tokens")).toBeLessThan(1e12);
  await thumb(page, "served").press("Home");
  await settled(page);
  expect(await value(page, "trained_draft")).toBeLessThan(N);
  await page.getByText("Distil from the target's logits").click();
  await settled(page);
  expect(await query(page)).toContain("distil=1");
});

test("where there is no draft the page says so, and offers to train one", async ({ page }) => {
  await openPlan(page, "&model=seed-oss-36b");
  await expect(page.locator(".sentence-text")).toContainText("shares the tokenizer");
  expect(await output(page, "best_draft").getAttribute("data-value")).toBe("none");
  await openPlan(page, "&model=llama-3.1-8b&batch=512&ctx=256");
  await expect(page.locator(".sentence-text")).toContainText("verifying several tokens costs more");
  await expect(page.locator(".drafts tbody tr").first()).toContainText("don't speculate");
});

test("a target that nobody released is one's own, by its config.json", async ({ page }) => {
  await openPlan(page);
  const target = page.getByLabel("Target", { exact: true });
  await target.fill("qwen 3 32");
  await expect(page.getByRole("option", { name: /^Qwen3-32B/ })).toBeVisible();
  await target.fill("our-own 33b");
  await expect(page.getByText("Nothing of that name here")).toBeVisible();
  await page.getByRole("option", { name: /config\.json/ }).click();
  const config = page.getByLabel("Its config.json");
  await config.fill('{"model_type":"bert","hidden_size":768}');
  await expect(page.locator('[data-refused="config"]')).toContainText("no decoder");
  const shape = {
    model_type: "qwen3",
    hidden_size: 5120,
    num_hidden_layers: 64,
    intermediate_size: 25600,
    num_attention_heads: 64,
    num_key_value_heads: 8,
    head_dim: 128,
    vocab_size: 151936,
    tie_word_embeddings: false,
  };
  await config.fill(JSON.stringify(shape));
  await settled(page);
  await expect(page.locator('[data-own="shape"]')).toContainText("32.8B");
  expect(await query(page)).toContain("model=own&own=64_5120_25600_64_8_128_151936_-_two");
  expect(await output(page, "best_draft").getAttribute("data-value")).toBe("qwen3-0.6b");
});

test("heads and methods stand beside the drafts, with what they rest on", async ({ page }) => {
  await openPlan(page, "&model=qwen3-8b&hw=h100");
  const table = page.locator(".drafts");
  await expect(table.locator('[data-method="eagle3"]')).toContainText(
    "published rows with this target",
  );
  await expect(table.locator('[data-method="eagle3"] a').first()).toHaveAttribute(
    "href",
    /huggingface/,
  );
  await expect(table.locator('[data-method="peagle"]')).toContainText("nearest relative");
  await expect(table.locator('[data-method="ngram"]')).toContainText("assumed, wide range");
  await expect(page.locator('[data-method-check="eagle3"]')).toContainText("24 published speedups");
  await openPlan(page, "&model=kimi-k3&hw=b200");
  await expect(table.locator('[data-method="dspark"]')).toContainText("no data for this target");
  await openPlan(page, "&model=deepseek-v3&hw=h200");
  await expect(table.locator('[data-method="mtp"]')).toContainText("own checkpoint");
});

test("links that nobody should send leave a page that answers", async ({ page }) => {
  for (const hostile of [
    "model=__proto__&with=constructor",
    "model=nothing&M=1e14&batch=4096&ctx=1e7",
    "model=custom&M=1M&N=1K&D=1M&Dt=1M",
    "plane=custom:10,10,10&law=custom:20,1e9,1e9,0,0",
    "hw=custom:0.001,0.000001,1e6&mbu=0.01&mfu=0.01&overhead=1000&tp=64",
    "verify=9:1,1:1&positions=2&draftms=-1&task=shift:9&temperature=99",
    "verify=1:0.001,2:1e6&positions=0,0,0&draftms=1e5&gamma=0&alpha=0",
    "alpha=0.9999&gamma=64&served=1e18&price=1000&dtype=fp32",
  ]) {
    await openPlan(page, `&${hostile}`);
    for (const quantity of ["gamma", "speedup", "break_even_batch", "alpha", "trained_draft"])
      expect(Number.isFinite(await value(page, quantity)), `${quantity} of ${hostile}`).toBe(true);
    await expect(page.locator(".failure")).toHaveCount(0);
    const written = await query(page);
    expect(parseUrl(written).scenario.view).toBe("plan");
  }
  await openPlan(page, "&model=nothing");
  await expect(page.locator(".plan-status .notice")).toContainText("no model called nothing");
});

for (const theme of ["light", "dark"])
  test(`axe finds nothing: ${theme}`, async ({ page }) => {
    await openPlan(page, `&theme=${theme}&task=code&model=qwen2.5-7b`);
    await page.getByLabel("Log, metrics or CSV").fill(`${vllmMetrics}\nnonsense`);
    await page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    const rules = theme === "light" ? "all" : "look";
    expect(await axeFinds(page, { rules })).toEqual([]);
    // an open list hides the rest of the page from screen readers; it is looked at alone
    await page.getByLabel("Target", { exact: true }).click();
    await expect(page.locator(".picker-item").first()).toBeVisible();
    expect(await axeFinds(page, { within: ".picker-popup", rules, without: ["region"] })).toEqual(
      [],
    );
  });
