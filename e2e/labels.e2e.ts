import fc from "fast-check";
import { scenarios } from "../src/scenario/fixtures/scenarios.ts";
import type { Scenario } from "../src/scenario/scenario.ts";
import { formatUrl } from "../src/scenario/url.ts";
import { expect, open, test, visit } from "./support.ts";

const names = [
  "mine",
  "a rather long name for a pin",
  "70B, roofline",
  "我的模型 70B",
  "WWWWWWWWWWWWWWWWWW",
  "α 0.8, 1,234.5",
  "模型 🙂",
  "IIIIIII",
];

/** The same random states at each run. */
const states = fc.sample(scenarios, { numRuns: 60, seed: 13 }).map(
  (scenario): Scenario => ({
    ...scenario,
    pin: scenario.pin.map((pin, i) => ({ ...pin, name: names[i] ?? pin.name })),
    view: "explore",
    embed: false,
    hide: [],
    result: [],
    theme: "auto",
  }),
);

const known = [
  "",
  "?M=1B&pin=70B",
  "?alpha=0.8&pin=by+the+plane",
  "?N=1B",
  "?M=8B&cost=roofline&hw=h100&batch=64",
  "?M=1M",
  "?alpha=0.9999",
  "?N=313M",
  "?M=13B&N=117M",
  "?M=100T&N=1K",
  "?gamma=64",
];

for (const width of [1440, 390])
  test(`no label of a chart covers another at ${width} px`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    for (const search of [...known, ...states.map((state) => formatUrl(state))]) {
      await visit(page, search);
      const clashes = await page.evaluate(() => {
        const found: string[] = [];
        for (const chart of document.querySelectorAll<HTMLElement>("[data-chart]")) {
          const labels = [...chart.querySelectorAll<SVGTextElement>(".chart-label")];
          const boxes = labels.map((label) => label.getBoundingClientRect());
          const plot = chart.querySelector(".chart-plot")?.getBoundingClientRect();
          for (const [i, a] of boxes.entries()) {
            const name = `${chart.dataset.chart}: ${labels[i]?.textContent}`;
            if (plot && (a.left < plot.left - 1 || a.right > plot.right + 1))
              found.push(`${name} leaves the plot`);
            for (const [j, b] of boxes.entries())
              if (
                j > i &&
                a.left < b.right &&
                b.left < a.right &&
                a.top < b.bottom &&
                b.top < a.bottom
              )
                found.push(`${name} and ${labels[j]?.textContent}`);
          }
        }
        return found;
      });
      expect(clashes, search.slice(0, 400)).toEqual([]);
    }
  });
