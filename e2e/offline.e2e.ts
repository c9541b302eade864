import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { candidateDrafts } from "../src/measure/candidates.ts";
import { parseFamily } from "../src/measure/family.ts";
import { views } from "../src/scenario/scenario.ts";
import { parseUrl } from "../src/scenario/url.ts";
import { hostSite } from "./site.ts";
import { test as base, expect, lawOf, readouts, settled } from "./support.ts";

type Site = Awaited<ReturnType<typeof hostSite>>;

const test = base.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the parameter's names
  site: async ({}, use) => {
    const site = await hostSite();
    await use(site);
    await site.remove();
  },
  baseURL: ({ site }, use) => use(site.url),
});
test.use({ serviceWorkers: "allow" });

/** The smallest of the drafts that the lab tries for its largest target, as `choose-draft.ts` does. */
function cheapestDraft(): string {
  const models = parseFamily(readFileSync("public/models/index.json"));
  const target = models[models.length - 1];
  const drafts = candidateDrafts(models, target, 0).sort((a, b) => a.params - b.params);
  return drafts[0].id;
}

test("after one visit every page is there without a network, the lab's own pair too", async ({
  page,
  site,
}) => {
  test.setTimeout(120_000);
  await page.goto(site.url);
  await settled(page);
  await expect(page.locator("html")).toHaveAttribute("data-offline", "true");
  await site.off();

  for (const view of views) {
    const query = `?view=${view}&M=13B`;
    await page.goto(site.url + query);
    expect(parseUrl(query).scenario.view).toBe(view);
    await settled(page);
    await page.reload();
    await settled(page);
    await expect(page.locator("h1")).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
  }

  await page.goto(`${site.url}?M=13B&alpha=0.7`);
  await settled(page);
  expect((await readouts(page)).speedup).toBeCloseTo(lawOf("?M=13B&alpha=0.7").speedup, 6);
  await expect(page.locator(".equation .katex").first()).toBeVisible();
  const chart = page.locator('[data-chart="speedup-over-N"]');
  await chart.getByRole("button", { name: /^Export/ }).click();
  await expect(page.getByRole("menuitem", { name: "SVG drawing" })).toBeVisible();

  // the default target and its drafts were kept, and nothing else; one is named, since trying all takes minutes on a
  // busy machine
  await page.goto(
    `${site.url}?view=lab&run=1&backend=wasm&length=16&gamma=2&draft=${cheapestDraft()}`,
  );
  await expect(page.locator('output[data-quantity="lossless"]')).toHaveAttribute(
    "data-value",
    "true",
    { timeout: 60_000 },
  );
  await page.goto(`${site.url}?view=lab&run=1&backend=wasm&length=16&target=stories-53k`);
  await expect(page.locator(".notice", { hasText: "isn't kept on this device" })).toBeVisible();
});

test("the whole family is kept on request, and runs without a network", async ({ page, site }) => {
  test.setTimeout(120_000);
  await page.goto(`${site.url}?view=lab`);
  await settled(page);
  await expect(page.locator("html")).toHaveAttribute("data-offline", "true");
  await page.reload();
  await settled(page);
  await page.getByRole("button", { name: /^Keep all models offline \([\d.]+ MB\)$/ }).click();
  await expect(page.getByText("All models are kept on this device")).toBeVisible({
    timeout: 60_000,
  });
  await site.off();
  const query = "?view=lab&run=1&backend=wasm&length=16&target=stories-188k&draft=stories-53k";
  await page.goto(site.url + query);
  await expect(page.locator('output[data-quantity="lossless"]')).toHaveAttribute(
    "data-value",
    "true",
    { timeout: 60_000 },
  );
});

test("the second visit is cross-origin isolated, and foreign pages can hold the app in a frame", async ({
  page,
  site,
  trouble,
}) => {
  test.setTimeout(120_000);
  await page.goto(site.url);
  await settled(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await settled(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  // its workers too, or they would not start; and it can hold its own pages
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    frame.id = "own";
    frame.src = "?embed=1";
    document.body.append(frame);
  });
  await expect(page.frameLocator("#own").locator("[data-chart]")).toBeVisible();

  // threads share the engine's memory there
  await page.goto(
    `${site.url}?view=lab&run=1&backend=wasm&length=16&target=stories-467k&draft=stories-53k`,
  );
  await expect(page.locator('output[data-quantity="lossless"]')).toHaveAttribute(
    "data-value",
    "true",
    { timeout: 60_000 },
  );
  await page.getByText("Features, limits, kernel shapes").click();
  await expect(page.getByText("shared memory")).toBeVisible();
  await expect(page.getByText(/^a pass of the target: /)).toBeVisible();

  const foreign = `<!doctype html><title>A course</title><link rel="icon" href="data:,"><iframe src="${site.url}?embed=1&M=13B" width="900" height="900"></iframe>`;
  const course = site.other("/course.html", foreign);
  await page.goto(course);
  await expect(page.frameLocator("iframe").locator("[data-chart]")).toBeVisible();
  // the one page of another origin is the one that was asked for
  expect(trouble.splice(0)).toEqual([{ kind: "other origin", text: course }]);
});

test("a newer build asks before it takes over", async ({ page, site }) => {
  await page.goto(`${site.url}?M=13B`);
  await settled(page);
  await page.evaluate(() => navigator.serviceWorker.ready);

  // the next build: another page, and the worker that lists it
  const hash = () => createHash("sha256").update(site.read("index.html")).digest("base64");
  const before = hash();
  site.edit("index.html", (html) => html.replace(/(name="description"\s+content=")/, "$1New: "));
  site.edit("sw.js", (script) => script.replaceAll(before, hash()));
  await page.reload();
  await settled(page);
  const description = page.locator('meta[name="description"]');
  await expect(description).not.toHaveAttribute("content", /^New: /);
  const notice = page.locator(".notice", { hasText: "A newer version" });
  await expect(notice).toBeVisible();

  await notice.getByRole("button", { name: "Load it" }).click();
  await expect(description).toHaveAttribute("content", /^New: /);
  await settled(page);
  await expect(page).toHaveURL(/\?M=13B$/);
  await expect(notice).toHaveCount(0);
});
