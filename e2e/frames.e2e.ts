import type { Page } from "@playwright/test";
import { expect, open, settled, test, thumb, visit } from "./support.ts";

interface Counts {
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
}

/** What the page holds, once its garbage is gone. */
async function counts(page: Page): Promise<Counts> {
  const line = await page.context().newCDPSession(page);
  await line.send("Performance.enable");
  for (let i = 0; i < 3; i++) await line.send("HeapProfiler.collectGarbage");
  const { metrics } = await line.send("Performance.getMetrics");
  await line.detach();
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
    workers: page.workers().length,
  };
}

test("moves and page changes without end leave nothing behind", async ({ page }) => {
  test.slow();
  const views = ["", "?view=plan", "?view=evidence", "?view=board", "?view=lecture&scene=law"];
  const changePages = async (times: number) => {
    for (let i = 0; i < times; i++) await visit(page, views[i % views.length] ?? "");
  };
  const moveSlider = async (times: number) => {
    await visit(page, "");
    await thumb(page, "M").focus();
    await thumb(page, "M").evaluate(async (input, moves) => {
      for (let i = 0; i < moves; i++) {
        const key = i % 40 < 20 ? "ArrowRight" : "ArrowLeft";
        input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        if (i % 10 === 9) await new Promise((done) => requestAnimationFrame(done));
      }
      input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    }, times);
    await settled(page);
  };
  await open(page);
  await changePages(20);
  await moveSlider(20);
  const before = await counts(page);
  await changePages(200);
  await moveSlider(2_000);
  const after = await counts(page);
  // a browser's own caches hold a few nodes of the pages before
  expect(after.nodes).toBeLessThan(before.nodes * 1.1);
  expect(after.listeners).toBeLessThan(before.listeners * 1.1);
  expect(after.workers).toBe(before.workers);
});
