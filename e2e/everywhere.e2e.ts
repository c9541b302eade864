import type { Page } from "@playwright/test";
import { views } from "../src/scenario/scenario.ts";
import { axeFinds } from "./axe.ts";
import {
  chooseTheme,
  expect,
  open,
  plot,
  query,
  type Spot,
  settled,
  sliderSpots,
  test,
} from "./support.ts";

const overflow = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** Pages with all that they can show; a run of the lab as small as one can be. */
const links: Partial<Record<(typeof views)[number], string>> = {
  explore:
    "?M=13B&law=custom:1.7,400,1500,0.33,0.35&cost=roofline&pin=a+long+name+for+a+pin~M:405B",
  lab: "?view=lab&run=1&backend=wasm&length=16&target=stories-188k&draft=stories-19k",
};

for (const view of views)
  test(`${view} reflows when it is zoomed, in both directions of writing, and axe finds nothing`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await open(page, links[view] ?? `?view=${view}`);
    // 200% on a laptop of 1440 px, and 400% on one of 1280
    for (const width of [720, 320]) {
      await page.setViewportSize({ width, height: 450 });
      await expect.poll(() => overflow(page), `${width} px`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    await expect.poll(() => overflow(page), "right to left").toBeLessThanOrEqual(0);
    await page.evaluate(() => document.documentElement.removeAttribute("dir"));

    // the other pages have tests of their own that look
    if (view !== "lab") return;
    await page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    for (const theme of ["Light", "Dark", "Projector"]) {
      await chooseTheme(page, theme);
      const rules = theme === "Light" ? "all" : "look";
      expect(await axeFinds(page, { rules }), theme).toEqual([]);
    }
  });

test("each chart says what it shows, in words and as a table", async ({ page }) => {
  await open(page, "?M=13B");
  for (const chart of await page.locator("[data-chart]").all()) {
    const stage = chart.locator(".chart-plot");
    await stage.scrollIntoViewIfNeeded();
    const name = await chart.getAttribute("data-chart");
    const words = await stage.evaluate((element) =>
      (element.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent)
        .join(" "),
    );
    expect(words, `${name}`).toMatch(/\d/);
  }
  await page.locator('[data-chart="speedup-over-N"] .chart-plot').focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator('[data-chart="speedup-over-N"] [aria-live]')).toContainText(
    "draft size",
  );
});

test("forced colours keep lines, handles and the page that is open", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await open(page, "?M=13B");
  const colours = await page.evaluate(() => {
    const style = (selector: string) => {
      const element = document.querySelector(selector);
      return element ? getComputedStyle(element) : undefined;
    };
    return {
      paper: style("body")?.backgroundColor,
      chart: style(".chart-svg")?.backgroundColor,
      line: style('[data-chart="speedup-over-N"] path[style*="speedup"]')?.stroke,
      thumb: style('[data-control="M"] .slider-thumb')?.backgroundColor,
      track: style('[data-control="M"] .slider-track')?.backgroundColor,
      here: style(".views [aria-current]")?.textDecorationLine,
    };
  });
  expect(colours.line).not.toBe(colours.chart);
  expect(colours.thumb).not.toBe(colours.paper);
  expect(colours.track).not.toBe(colours.paper);
  expect(colours.here).toBe("underline");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("two fingers zoom the page, over charts and sliders too, and set nothing", async ({
    page,
  }) => {
    await open(page, "?M=13B");
    const spots = [
      async () => (await plot(page, "speedup-over-N"))(0.5, 0.5),
      async () => (await sliderSpots(page, "M")).at,
    ];
    for (const spot of spots) {
      await pinch(page, await spot());
      await expect.poll(() => page.evaluate(() => visualViewport?.scale ?? 1)).toBeGreaterThan(1.5);
      await settled(page);
      expect(await query(page)).toBe("?M=13B");
      await page.reload();
      await settled(page);
    }
  });
});

/** Two fingers that part, level, from 20 px around a spot. */
async function pinch(page: Page, { x, y }: Spot): Promise<void> {
  const touch = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: x - apart, y, id: 0 },
    { x: x + apart, y, id: 1 },
  ];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(20) });
  for (let apart = 25; apart < 100; apart += 5)
    await touch.send("Input.dispatchTouchEvent", {
      type: "touchMove",
      touchPoints: fingers(apart),
    });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await touch.detach();
}
