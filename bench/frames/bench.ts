/** npm run bench:frames [folder]: how soon the pages follow a key, a slider that is dragged and the pointer, beside a
 *  bare page with one curve. Builds the site, or measures the built one in `folder`. */
import { type CDPSession, chromium, type Page } from "@playwright/test";
import { build, preview } from "vite";
import { chromiumFlags, findBrowser } from "../../scripts/browser.mjs";
import { quantile } from "../../src/measure/statistics.ts";
import { machine, print, table } from "../report.ts";
import { bare } from "./bare.ts";
import { record, type Taken, type Watched } from "./recorder.ts";

const presses = 80;
const dragSeconds = 10;
const [folder] = process.argv.slice(2);
const plan = "?view=plan&batch=64";
const lecture = "?view=lecture&scene=law&step=3";

const executablePath = await findBrowser();
if (!executablePath)
  throw new Error("No Chromium found. Install one, or name it in CHROMIUM_PATH.");
if (!folder) await build({ logLevel: "warn" });
const server = await preview({
  logLevel: "error",
  build: { outDir: folder ?? "dist" },
  preview: { host: "127.0.0.1", port: 4593, open: false },
});
const site = server.resolvedUrls?.local[0] ?? "http://127.0.0.1:4593/";
const browser = await chromium.launch({
  executablePath,
  args: [...chromiumFlags],
});

const rows: string[][] = [];
try {
  print(`Chromium ${browser.version()}; ${machine()}`);
  print(`${presses} presses, one when the one before is drawn. ms: median / 95th percentile.`);
  print();
  await measure("bare page", null, null);
  await measure("Explore", "", "M");
  await measure("Plan", plan, "batch");
  await measure("Lecture", lecture, "M");
  table(
    [
      "",
      "key → readouts: written",
      "painted",
      "key → charts: written",
      "painted",
      "script a press",
      "style and layout",
      "all work",
    ],
    rows,
  );
  await dragged("Explore", "", "M");
  await dragged("Plan", plan, "batch");
  await dragged("Lecture", lecture, "M");
  print();
  await pointed();
} finally {
  await browser.close();
  await server.close();
}

/** A page of the site with its recorder, at rest. */
async function open(query: string): Promise<{ page: Page; line: CDPSession }> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: "block",
  });
  const page = await context.newPage();
  // the compiler of this script names its functions by a helper that the page lacks
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(record);
  await page.goto(site + query);
  await settled(page);
  await page.waitForTimeout(2_500);
  const line = await context.newCDPSession(page);
  await line.send("Performance.enable");
  return { page, line };
}

function settled(page: Page): Promise<unknown> {
  return page.waitForFunction(() => document.documentElement.dataset.settled === "true");
}

/** Nothing more changes for a few frames. */
function rest(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    let before = -1;
    for (let still = 0; still < 3; still++) {
      await frame();
      const { last } = window.frames_.taken.at(-1) ?? { last: -1 };
      if (document.documentElement.dataset.settled === "false" || !Object.is(last, before))
        still = -1;
      before = last;
    }
  });
}

async function measure(name: string, query: string | null, slider: string | null) {
  const { page, line } = await open(query ?? "");
  if (query === null) {
    await page.goto("about:blank");
    await page.evaluate(bare);
  }
  if (slider !== null) await page.locator(`[data-control="${slider}"]`).getByRole("slider").focus();
  const watched: Watched = {
    event: "keydown",
    first: name === "Lecture" ? ".chart-svg" : "output[data-value]",
    last: ".chart-svg",
  };
  const press = async (i: number) => {
    // at any time of a frame, as a hand does
    await page.waitForTimeout((i * 7) % 17);
    await page.keyboard.press(i % 40 < 20 ? "ArrowRight" : "ArrowLeft");
    await rest(page);
  };
  for (let i = 0; i < 40; i++) await press(i);
  await page.evaluate((what) => window.frames_.start(what), watched);
  const before = await costs(line);
  for (let i = 0; i < presses; i++) await press(i);
  const after = await costs(line);
  const taken = await page.evaluate(() => window.frames_.taken);
  /** ms of the page's own thread a press. */
  const spent = (...kinds: string[]) => {
    const seconds = kinds.map((kind) => (after[kind] ?? 0) - (before[kind] ?? 0));
    return ((1e3 * seconds.reduce((a, b) => a + b)) / presses).toFixed(1);
  };
  const a = (of: keyof Taken) => halves(taken.map((one) => one[of]));
  rows.push([
    name,
    a("first"),
    a("firstPainted"),
    a("last"),
    a("lastPainted"),
    spent("ScriptDuration"),
    spent("RecalcStyleDuration", "LayoutDuration"),
    spent("TaskDuration"),
  ]);
  await page.context().close();
}

async function costs(line: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await line.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Long tasks while a slider is dragged to and fro. */
async function dragged(name: string, query: string, slider: string) {
  const { page } = await open(query);
  const control = page.locator(`[data-control="${slider}"]`);
  await control.scrollIntoViewIfNeeded();
  const track = await control.locator(".slider-track").boundingBox();
  if (track === null) throw new Error(`The slider ${slider} is not shown.`);
  const at = (share: number) =>
    [track.x + track.width * share, track.y + track.height / 2] as const;
  await page.mouse.move(...at(0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.55));
  await rest(page);
  await page.evaluate(() => window.frames_.long.splice(0));
  const end = performance.now() + 1e3 * dragSeconds;
  let moves = 0;
  for (; performance.now() < end; moves++) {
    await page.mouse.move(...at(0.5 + 0.3 * Math.sin(moves / 25)));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
  await page.waitForTimeout(500);
  const long = await page.evaluate(() => window.frames_.long);
  print(
    `${name}: ${long.length} long tasks in ${dragSeconds} s of dragging, ${moves} moves${
      long.length > 0 ? `; ${long.map((ms) => ms.toFixed(0)).join(" ")} ms` : ""
    }`,
  );
  await page.context().close();
}

/** The pointer over the main chart of Explore: when the crosshairs of all linked charts have followed. */
async function pointed() {
  const { page } = await open("");
  const area = await page.locator(".figure-main .chart-plot").boundingBox();
  if (area === null) throw new Error("The main chart is not shown.");
  const at = (share: number) =>
    [area.x + area.width * share, area.y + area.height * (0.3 + 0.4 * share)] as const;
  await page.mouse.move(...at(0.1));
  await page.evaluate((what) => window.frames_.start(what), {
    event: "pointermove",
    first: ".figure-main .chart-crosshair",
    last: ".chart-crosshair",
  } satisfies Watched);
  for (let i = 0; i < presses; i++) {
    await page.waitForTimeout((i * 7) % 17);
    await page.mouse.move(...at(0.1 + (0.8 * i) / presses));
    await rest(page);
  }
  const taken = (await page.evaluate(() => window.frames_.taken)).slice(10);
  print(
    `pointer → crosshair: written ${halves(taken.map(({ first }) => first))}, in all linked charts ${halves(
      taken.map(({ last }) => last),
    )}, painted ${halves(taken.map(({ lastPainted }) => lastPainted))}`,
  );
  await page.context().close();
}

function halves(times: readonly number[]): string {
  const known = times.filter(Number.isFinite);
  const missing = times.length - known.length;
  if (known.length === 0) return "never";
  return `${quantile(known, 0.5).toFixed(1)} / ${quantile(known, 0.95).toFixed(1)}${
    missing > 0 ? ` (${missing} without)` : ""
  }`;
}
