import type { Page } from "@playwright/test";
import * as samples from "../src/serving/measurements/fixtures/samples.ts";
import { expect, settled, test } from "./support.ts";

async function openPlan(page: Page, more = ""): Promise<void> {
  await page.goto(`./?view=plan${more}`);
  await settled(page);
}

const paste = (page: Page, text: string) => page.getByLabel("Log, metrics or CSV").fill(text);

const taken = async (page: Page) =>
  Object.fromEntries(
    await page
      .locator('output[data-quantity^="measured_"]')
      .evaluateAll((outputs) =>
        outputs.map((output) => [
          output.getAttribute("data-quantity"),
          output.getAttribute("data-value"),
        ]),
      ),
  );

test("what was pasted stands in readouts, where it is known", async ({ page }) => {
  await openPlan(page, "&hw=h100&tp=4");
  await paste(page, samples.vllmSummary);
  await expect(page.locator(".measure-result")).toContainText("Read as vLLM's benchmark");
  expect(await taken(page)).toMatchObject({
    measured_gamma: "2",
    measured_tokens_per_iteration: "2.2",
    measured_positions: "0.75 0.6",
  });
  await paste(page, samples.sglangBench);
  const assumed = await taken(page);
  expect(assumed.measured_tokens_per_iteration).toBe("2.61");
  expect(assumed).not.toHaveProperty("measured_gamma");
  await paste(page, samples.batchedBench);
  expect((await taken(page)).measured_verify_ms).toBe("1:12.5 2:15");
  await paste(page, samples.ollama);
  expect(await taken(page)).toEqual({});
  await expect(page.locator('[data-refused="no-acceptance"]')).toHaveCount(1);
  await paste(page, samples.vllmLog + samples.sglangNewer);
  await expect(page.locator('[data-refused="several-formats"]')).toContainText(
    "SGLang's log, vLLM's log",
  );
});

test("a log that contradicts the setting says so, and asks", async ({ page }) => {
  await openPlan(page, "&hw=h100&tp=2&overhead=2");
  await paste(page, samples.sglangNewer.replace("173.38", "900.00"));
  const doubts = page.locator("[data-contradiction]");
  await expect(doubts).toHaveAttribute("data-contradiction", "fast");
  await page.getByRole("button", { name: "Use its acceptance only" }).click();
  await settled(page);
  expect(page.url()).toContain("alpha=");
  expect(page.url()).toContain("overhead=2");
  await paste(page, samples.llamaBench);
  await expect(doubts).toHaveAttribute("data-contradiction", "model");
});

test("a command that would not start is not printed, and what would is a press away", async ({
  page,
}) => {
  await openPlan(page, "&hw=h100&tp=4&model=qwen2.5-1.5b");
  const cannot = page.locator("[data-cannot]");
  await expect(cannot).toHaveAttribute("data-cannot", "heads");
  await expect(cannot).toContainText("14 attention heads");
  await expect(page.locator(".configure > .command")).toHaveCount(0);
  await cannot.getByRole("button", { name: "Use 2 devices" }).click();
  await settled(page);
  expect(page.url()).toContain("tp=2");
  await page.locator('[data-control="engine"] label').filter({ hasText: "llama.cpp" }).click();
  await expect(page.locator(".configure > .command pre")).toContainText("BF16.gguf");
  await openPlan(page, "&hw=m4max&model=llama-3.1-8b");
  await expect(page.locator("[data-cannot]")).toHaveAttribute("data-cannot", "device");
  await page.getByRole("button", { name: "Use llama.cpp" }).click();
  await expect(page.locator(".configure > .command pre")).toContainText(
    "--spec-draft-sampling probabilistic",
  );
});
