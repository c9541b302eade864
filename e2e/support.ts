import { test as base, expect, type Locator, type Page } from "@playwright/test";
import type { Readouts } from "../src/curves/answer.ts";
import { compute } from "../src/curves/compute.ts";
import { parseUrl } from "../src/scenario/url.ts";

export { expect };

export interface Trouble {
  readonly kind: "page error" | "console" | "policy" | "other origin";
  readonly text: string;
}

interface Fixtures {
  /** What went wrong in the page so far. A test that expects trouble takes it out again. */
  trouble: Trouble[];
}

/** Every test fails where the page throws, logs an error or a warning, breaks its own policy or asks
 *  another origin for anything. */
export const test = base.extend<Fixtures>({
  trouble: [
    async ({ page, baseURL }, use) => {
      const trouble: Trouble[] = [];
      const origin = new URL(baseURL ?? "").origin;
      page.on("pageerror", (error) => trouble.push({ kind: "page error", text: String(error) }));
      page.on("console", (message) => {
        if (message.type() !== "error" && message.type() !== "warning") return;
        if (message.text() === "Service Worker registration blocked by Playwright") return;
        const kind = message.text().startsWith("policy:") ? "policy" : "console";
        trouble.push({ kind, text: message.text() });
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith("http") && url.origin !== origin)
          trouble.push({ kind: "other origin", text: request.url() });
      });
      await page.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", (event) =>
          console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
        ),
      );
      await use(trouble);
      expect(trouble).toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the app at a query ("?M=13B") and waits for its curves. */
export async function open(page: Page, query = ""): Promise<void> {
  await page.goto(`./${query}`);
  await settled(page);
}

/** Waits until what is shown belongs to what is set. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.settled === "true");
}

export async function readouts(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("output[data-quantity]")].map((output) => [
        output.dataset.quantity ?? "",
        Number(output.dataset.value),
      ]),
    ),
  );
}

export async function readout(page: Page, quantity: keyof Readouts): Promise<number> {
  const value = (await readouts(page))[quantity];
  if (value === undefined) throw new Error(`The page has no readout ${quantity}.`);
  return value;
}

/** The part of the address that holds the scenario. */
export async function query(page: Page): Promise<string> {
  return page.evaluate(() => location.search);
}

export async function historyLength(page: Page): Promise<number> {
  return page.evaluate(() => history.length);
}

/** The same law, computed here in Node from a link. */
export function lawOf(search: string): Readouts {
  return compute(parseUrl(search).scenario).headline.readouts;
}

/** What does not hang on where N* was found. */
const firm: readonly string[] = ["target_perplexity", "N_law"];

/** The page shows what the law says of a link, to 1e-12. Except N*, and with N on auto what is read
 *  off there: the top is flat, so the last digit of the browser's exp and pow, which differs from
 *  Node's, moves N* by up to the root of a double's precision. The speedup is flat there too, unless a
 *  measured acceptance is anchored at that N*: then the whole plane moves with it. */
export async function expectLaw(page: Page, search: string): Promise<void> {
  const shown = await readouts(page);
  const { N, alpha } = parseUrl(search).scenario;
  const sure = alpha === "auto" ? [...firm, "speedup"] : firm;
  for (const [quantity, value] of Object.entries(lawOf(search))) {
    if (Number.isNaN(value)) {
      const none = page.locator(`output[data-quantity="${quantity}"]`);
      await expect(none, `${quantity} of ${search}`).toHaveAttribute("data-value", "");
      continue;
    }
    const exact = quantity !== "N_opt" && (N !== "auto" || sure.includes(quantity));
    const error = relative(shown[quantity] ?? Number.NaN, value);
    expect(error, `${quantity} of ${search}`).toBeLessThan(exact ? 1e-12 : 1e-6);
  }
}

/** How far apart two numbers are, as a share of the second; absolute where that is 0. */
export function relative(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b || 1);
}

/** The thumb of a slider: what has the focus and the value. */
export function thumb(page: Page, id: string): Locator {
  return page.locator(`[data-control="${id}"]`).getByRole("slider");
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The middle of a slider's thumb, and the ends of its track. */
export async function sliderSpots(page: Page, id: string) {
  const control = page.locator(`[data-control="${id}"]`);
  await control.scrollIntoViewIfNeeded();
  const handle = await control.locator(".slider-thumb").boundingBox();
  const track = await control.locator(".slider-track").boundingBox();
  if (handle === null || track === null) throw new Error(`The slider ${id} is not shown.`);
  const at = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 };
  return { at, track };
}

/** Presses the mouse at `from`, moves it to `to` in steps, calls `during` half way, and lets go. */
export async function dragMouse(
  page: Page,
  from: Spot,
  to: Spot,
  during?: () => Promise<void>,
): Promise<void> {
  const steps = 8;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let i = 1; i <= steps; i++) {
    await page.mouse.move(
      from.x + ((to.x - from.x) * i) / steps,
      from.y + ((to.y - from.y) * i) / steps,
    );
    if (i === steps / 2) await during?.();
  }
  await page.mouse.up();
}

/** The same with one finger. A browser that takes touch for scrolling would end the drag. */
export async function dragTouch(
  page: Page,
  from: Spot,
  to: Spot,
  during?: () => Promise<void>,
): Promise<void> {
  const touch = await page.context().newCDPSession(page);
  const steps = 8;
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [from] });
  for (let i = 1; i <= steps; i++) {
    const x = from.x + ((to.x - from.x) * i) / steps;
    const y = from.y + ((to.y - from.y) * i) / steps;
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x, y }] });
    if (i === steps / 2) await during?.();
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await touch.detach();
}

/** Goes to another query as back and forward do, without loading the page again. A browser allows
 *  200 of these in ten seconds. */
export async function visit(page: Page, search: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, "", location.pathname + to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, search);
  await settled(page);
}

/** The box of a chart's plot area, and a spot in it by shares of its width and height. */
export async function plot(page: Page, name: string) {
  const area = page.locator(`[data-chart="${name}"] .chart-plot`);
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  if (box === null) throw new Error(`The chart ${name} is not shown.`);
  return (x: number, y: number): Spot => ({
    x: box.x + box.width * x,
    y: box.y + box.height * y,
  });
}

/** Sets the look by hand; it changes nothing that the curves hang on. */
export async function chooseTheme(page: Page, name: string): Promise<void> {
  await page.locator('[data-control="theme"] label').filter({ hasText: name }).click();
}
