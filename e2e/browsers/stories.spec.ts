import { expect, test } from "@playwright/test";
import { hostSite } from "../site.ts";
import { lawOf, relative } from "../support.ts";
import { startFirefox } from "./firefox.ts";
import { drag, press, type Remote, readouts, settled } from "./remote.ts";
import { startWebKit } from "./webkit.ts";

/** The stories that must hold wherever the app is opened, in one browser process. */
test.describe.configure({ mode: "serial", timeout: 120_000 });

let browser: Remote;
let site: Awaited<ReturnType<typeof hostSite>>;

test.beforeAll(async () => {
  const { project } = test.info();
  site = await hostSite();
  browser = await (project.name === "firefox"
    ? startFirefox(project.metadata.firefox)
    : startWebKit(project.metadata.webkit));
  console.log(`${project.name} ${browser.version}`);
});

test.afterAll(async () => {
  await browser?.close();
  await site?.remove();
});

test.afterEach(() => {
  expect(browser.trouble()).toEqual([]);
});

const number = async (quantity: string) => Number((await readouts(browser))[quantity]);

test("Explore shows the law, and keys and mouse move it", async () => {
  await browser.open(`${site.url}?M=13B`);
  await settled(browser);
  for (const [quantity, value] of Object.entries(lawOf("?M=13B")))
    expect(relative(await number(quantity), value), quantity).toBeLessThan(1e-5);

  const before = await readouts(browser);
  await browser.run(() =>
    document.querySelector<HTMLElement>('[data-control="M"] input[type="range"]')?.focus(),
  );
  await press(browser, "ArrowRight");
  await expect.poll(() => browser.run(() => location.search)).not.toBe("?M=13B");
  await settled(browser);
  expect(await number("speedup")).toBeGreaterThan(Number(before.speedup));

  const box = (selector: string) =>
    browser.run((named) => {
      const element = document.querySelector(named);
      element?.scrollIntoView({ block: "center" });
      const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
      return { x, y, width, height };
    }, selector);
  const track = await box('[data-control="alpha"] .slider-track');
  const thumb = await box('[data-control="alpha"] .slider-thumb');
  const y = thumb.y + thumb.height / 2;
  await drag(browser, { x: thumb.x + thumb.width / 2, y }, { x: track.x + track.width * 0.9, y });
  await expect.poll(() => browser.run(() => location.search)).toContain("alpha=0.9");
  await settled(browser);

  const plot = await box('[data-chart="speedup-over-N"] .chart-plot');
  const middle = plot.y + plot.height / 2;
  await drag(
    browser,
    { x: plot.x + plot.width * 0.5, y: middle },
    { x: plot.x + plot.width * 0.7, y: middle },
  );
  await expect.poll(() => browser.run(() => location.search)).toContain("N=");
  await settled(browser);
  const link = await browser.run(() => location.search);
  expect(relative(await number("speedup"), lawOf(link).speedup)).toBeLessThan(1e-5);
  await expect
    .poll(() => browser.run(() => document.querySelectorAll(".equation .katex").length))
    .toBeGreaterThan(3);

  await browser.run(() => history.go(-3));
  await expect.poll(() => browser.run(() => location.search)).toBe("?M=13B");
  await settled(browser);
  expect(await readouts(browser)).toEqual(before);
});

test("the Lab speculates on the WebAssembly engine, token for token the same", async () => {
  await browser.open(
    `${site.url}?view=lab&run=1&backend=wasm&length=64&target=stories-467k&draft=stories-19k`,
  );
  await expect
    .poll(async () => (await readouts(browser)).lossless, { timeout: 90_000 })
    .toBe("true");
  await settled(browser, 60_000);
  const values = await readouts(browser);
  expect(values.backend).toBe("wasm");
  for (const quantity of ["alpha_measured", "speedup_measured", "tokens_per_second_ar"])
    expect(Number(values[quantity]), quantity).toBeGreaterThan(0);
  console.log(`${test.info().project.name}: ${JSON.stringify(values)}`);
});

test("after one visit it needs no network, and is cross-origin isolated", async () => {
  await browser.open(site.url);
  await settled(browser);
  await expect
    .poll(() => browser.run(() => document.documentElement.dataset.offline), { timeout: 30_000 })
    .toBe("true");
  await site.off();
  await browser.open(`${site.url}?M=30B`);
  await settled(browser);
  expect(relative(await number("speedup"), lawOf("?M=30B").speedup)).toBeLessThan(1e-5);
  expect(await browser.run(() => crossOriginIsolated)).toBe(true);
});
