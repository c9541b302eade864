import type { Page } from "@playwright/test";
import { expect, open, settled, test, thumb, visit } from "./support.ts";

/** All that moves on the page, as text: drawings, summaries, equations, readouts. Ids are the page's own, the
 *  order of attributes is nobody's. */
function drawn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lines: string[] = [];
    const write = (node: Node, depth: number) => {
      if (!(node instanceof Element)) {
        if (node.textContent) lines.push(`${" ".repeat(depth)}${node.textContent}`);
        return;
      }
      const attributes = [...node.attributes]
        .filter(({ name }) => name !== "id")
        .map(({ name, value }) => {
          const known = value.replace(/url\(#.*?\)/g, "url()");
          const parts = name === "style" ? known.split(/; */).filter(Boolean).sort() : [known];
          return `${name}=${parts.join("; ")}`;
        });
      lines.push(`${" ".repeat(depth)}${node.localName} ${attributes.sort().join(", ")}`);
      for (const child of node.childNodes) write(child, depth + 1);
    };
    const moving =
      ".chart-head, .chart-svg, .chart-foot p, .equation, .equation-name, .sentence, .readouts";
    for (const element of document.querySelectorAll(moving)) write(element, 0);
    // Without a draft the speedup is 1 to the last digit: there the contour of 1 lies as chance will have it.
    return lines.filter((line) => !/chart-isoline|--heat-/.test(line));
  });
}

/** Both are the same, but for the last digit of the browser's exp and pow, which may take a point from one tenth
 *  of a pixel to the next. */
function expectSame(shown: readonly string[], fresh: readonly string[], search: string): void {
  expect(shown.length, search).toBe(fresh.length);
  const number = /(-?\d+(?:\.\d+)?)/;
  for (const [i, line] of shown.entries()) {
    const other = fresh[i] ?? "";
    if (line === other) continue;
    const [parts, others] = [line.split(number), other.split(number)];
    const off = parts.findIndex((part, at) => {
      const beside = others[at] ?? "";
      return part !== beside && !(Math.abs(Number(part) - Number(beside)) < 0.101);
    });
    const from = Math.max(0, off - 6);
    const near = (all: readonly string[]) => (off < 0 ? "" : all.slice(from, off + 6).join(""));
    expect(near(parts), `${search}: ${line.slice(0, 80)}`).toBe(near(others));
    expect(parts.length, `${search}: ${line.slice(0, 80)}`).toBe(others.length);
  }
}

/** Until what waits for its turn is drawn. */
async function idle(page: Page): Promise<void> {
  await expect(page.locator(".equation .katex")).toHaveCount(5);
  await expect(page.locator(".chart-svg .chart-axis-label")).toHaveCount(10);
  await settled(page);
}

test("what was moved in place is what is drawn afresh", async ({ page, context }) => {
  test.slow();
  await open(page);
  await idle(page);
  for (const search of [
    "?M=13B",
    "?M=1T&alpha=0.8",
    "?M=8B&N=1B&cost=roofline&hw=h100&batch=64",
    "?M=70B&gamma=6&pin=",
    "?x=M&y=N",
    "?N=2M&x=gamma",
    "?M=1e6&alpha=0.05&y=alpha",
    "",
  ]) {
    await visit(page, search);
    const fresh = await context.newPage();
    await open(fresh, search);
    await idle(fresh);
    await idle(page);
    expectSame(await drawn(page), await drawn(fresh), search);
    await fresh.close();
  }
});

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
