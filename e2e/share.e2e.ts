import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import jsqr from "jsqr";
import golden from "../src/scenario/fixtures/golden-links.json" with { type: "json" };
import { parseUrl } from "../src/scenario/url.ts";
import { axeFinds } from "./axe.ts";
import { expect, expectLaw, open, test, visit } from "./support.ts";

const dialog = (page: Page) => page.getByRole("dialog");
async function openDialog(page: Page, tab?: string) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(dialog(page).getByRole("heading", { name: "Share what you see" })).toBeVisible();
  if (tab) await dialog(page).locator(".segment").filter({ hasText: tab }).first().click();
}

/** What a camera would read in a picture of an element, by another's decoder. */
async function scanned(page: Page, selector: string): Promise<string | undefined> {
  const picture = (await page.locator(selector).screenshot()).toString("base64");
  const { data, width, height } = await page.evaluate(async (png) => {
    const image = await createImageBitmap(
      await new Response(Uint8Array.from(atob(png), (c) => c.charCodeAt(0))).blob(),
    );
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height);
    let bytes = "";
    for (const value of pixels?.data ?? []) bytes += String.fromCharCode(value);
    return { data: btoa(bytes), width: image.width, height: image.height };
  }, picture);
  return jsqr(new Uint8ClampedArray(Buffer.from(data, "base64")), width, height)?.data;
}

test("the dialog's link and QR code hold what is set, less what is left out", async ({ page }) => {
  await open(page, "?M=13B&alpha=0.8&pin=plain~M:13B&theme=light");
  await openDialog(page);
  const field = dialog(page).getByRole("textbox", { name: "The link" });
  const here = new URL(page.url());
  await expect(field).toHaveValue(`${here.origin}/?M=13B&alpha=0.8&pin=plain~M:13B&theme=light`);
  expect(await scanned(page, ".dialog .qr")).toBe(await field.inputValue());

  await dialog(page).getByLabel("Equations").uncheck();
  await dialog(page).getByLabel("Acceptance rate").uncheck();
  await expect(field).toHaveValue(/&hide=equation,alpha&theme=light$/);
  await dialog(page).locator(".segment").filter({ hasText: "Short" }).click();
  await expect(field).toHaveValue(/\?s=1\./);
  const short = await field.inputValue();
  expect(short.length).toBeLessThan(200);
  expect(parseUrl(new URL(short).search)).toEqual({
    scenario: {
      ...parseUrl("?M=13B&alpha=0.8&pin=plain~M:13B&theme=light").scenario,
      hide: ["equation", "alpha"],
    },
    notices: [],
  });
  await expect.poll(() => scanned(page, ".dialog .qr")).toBe(short);

  // the page behind is as it was
  await page.keyboard.press("Escape");
  await expect(page.locator(".equations")).toBeVisible();
  await visit(page, new URL(short).search);
  await expect(page.locator(".equations")).toHaveCount(0);
  await expect(page.locator('[data-control="alpha"]')).toHaveCount(0);
});

test("golden links open as they always did", async ({ page }) => {
  await open(page);
  for (const { link } of golden) {
    if (/view=|run=/.test(link)) continue;
    await visit(page, link || "?");
    await expect(page.locator(".notice")).toHaveCount(0);
    if (!/embed|hide/.test(link)) await expectLaw(page, link);
  }
});

test("a post's image, the readouts and the citation can be taken along", async ({ page }) => {
  await open(page, "?M=13B");
  await openDialog(page, "Files");
  const image = dialog(page).getByAltText(/answer and the main chart/);
  await expect(image).toBeVisible();
  expect(
    await image.evaluate((node: HTMLImageElement) => [node.naturalWidth, node.naturalHeight]),
  ).toEqual([1200, 630]);
  // the chart is back in its place
  await expect(page.locator('[data-chart="speedup-over-N"]')).not.toHaveAttribute("style", /fixed/);

  const downloading = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Save as JSON" }).click();
  const saved = JSON.parse(await readFile(await (await downloading).path(), "utf8"));
  const shown = page.locator('output[data-quantity="speedup"]');
  expect(saved.link).toBe(page.url());
  expect(saved.readouts.speedup.value).toBe(Number(await shown.getAttribute("data-value")));
  expect(saved.readouts.speedup.low).toBeLessThan(saved.readouts.speedup.value);
  expect(Object.keys(saved.readouts)).toHaveLength(11);

  await dialog(page).locator(".segment").filter({ hasText: "Cite" }).click();
  await expect(dialog(page).getByRole("region", { name: "BibTeX" })).toContainText(
    "journal = {arXiv preprint arXiv:2603.11053}",
  );
  await expect(dialog(page).getByRole("region", { name: /^How to cite/ })).toContainText(
    `Computed with SDSL Explorer at M = 13B: ${page.url()} (accessed 20`,
  );
});

test("an embed works in a foreign page under a strict policy, and the page follows its height", async ({
  page,
  baseURL,
  trouble,
}) => {
  await open(page, "?M=13B");
  await openDialog(page, "Embed");
  await dialog(page).locator(".segment").filter({ hasText: "Lookahead" }).click();
  await dialog(page).getByLabel("Target size").uncheck();
  const preview = page.frameLocator(".share-preview");
  await expect(preview.locator('[data-chart="lookahead"] svg[data-plot]')).toBeVisible();
  await expect(preview.locator("[data-chart]")).toHaveCount(1);
  await expect(preview.locator('[data-control="M"]')).toHaveCount(0);
  const code = dialog(page).getByRole("region", { name: "Code for a page" }).locator("pre");
  await expect(code).toContainText("hide=M&amp;embed=1&amp;chart=lookahead");
  await page.getByText("Let the frame grow with its content").first().click();
  const script = dialog(page).getByRole("region", { name: "Let the frame grow" }).locator("pre");
  const [frame, host] = [(await code.textContent()) ?? "", await script.textContent()];

  const policy = `default-src 'none'; script-src 'self'; frame-src ${new URL(baseURL ?? "").origin}`;
  const server = createServer(({ url }, response) => {
    const isScript = url === "/host.js";
    response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
    response.setHeader("Content-Security-Policy", policy);
    response.end(
      isScript
        ? host
        : `<!doctype html><title>A course</title><script src="/host.js"></script>${frame.replace(/height="\d+"/, 'height="90"')}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await page.goto(`${origin}/course`);
    const inside = page.frameLocator("iframe");
    await expect(inside.locator('[data-chart="lookahead"] svg[data-plot]')).toBeVisible();
    const heights = async () => {
      const content = await inside.locator("#root").evaluate((node) => node.scrollHeight);
      return [await page.locator("iframe").evaluate((node) => node.clientHeight), content];
    };
    await expect.poll(async () => (await heights())[0]).toBeGreaterThan(400);
    await expect
      .poll(async () => Math.abs((await heights()).reduce((a, b) => a - b)))
      .toBeLessThan(2);
    const wide = (await heights())[0];
    // its sliders live, and a narrow page makes it grow
    const gamma = inside.locator('[data-control="gamma"]').getByRole("slider");
    await gamma.focus();
    await page.keyboard.press("Home");
    await expect(inside.locator('output[data-quantity="tokens_per_iteration"]')).toHaveAttribute(
      "data-value",
      "1",
    );
    await page.setViewportSize({ width: 390, height: 800 });
    await expect.poll(async () => (await heights())[0]).toBeGreaterThan(wide ?? 0);
    await expect
      .poll(async () => Math.abs((await heights()).reduce((a, b) => a - b)))
      .toBeLessThan(2);
    expect(await page.context().cookies()).toEqual([]);
  } finally {
    server.close();
  }
  const foreign = trouble.filter(({ text }) => text.startsWith(origin));
  for (const one of foreign) trouble.splice(trouble.indexOf(one), 1);
});

test("every chart can be embedded alone", async ({ page }) => {
  await open(page, "?embed=1");
  for (const [chart, name] of [
    ["optimum", "optimal-draft"],
    ["acceptance", "acceptance"],
    ["map", "map"],
    ["main", "speedup-over-N"],
  ]) {
    await visit(page, `?embed=1&chart=${chart}`);
    await expect(page.locator("[data-chart]")).toHaveCount(1);
    await expect(page.locator(`[data-chart="${name}"]`)).toBeVisible();
    await expect(page.locator(".footer, .equations, .pins")).toHaveCount(0);
  }
});

test("exported files are whole: SVG, PNG at its sizes, CSV with units and link", async ({
  page,
}) => {
  await open(page, "?M=13B&theme=dark");
  const chart = page.locator('[data-chart="map"]');
  const save = async (kind: string | RegExp) => {
    await chart.getByRole("button", { name: /^Export/ }).click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: kind }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
  };
  const box = await chart.locator("svg[data-plot]").boundingBox();
  const widths: number[] = [];
  for (const scale of [1, 4]) {
    const { name, content } = await save(`PNG image at ${scale} times the size`);
    expect(name).toBe(`map-${scale}x.png`);
    expect(content.subarray(1, 4).toString()).toBe("PNG");
    widths.push(content.readUInt32BE(16));
  }
  const first = widths[0] ?? 0;
  expect(first).toBeGreaterThanOrEqual(box?.width ?? Number.NaN);
  expect(widths).toEqual([first, 4 * first]);

  const csv = (await save("CSV")).content.toString().split("\r\n");
  expect(csv[0]).toBe("Draft size (parameters),Lookahead (tokens),Speedup (×),notes");
  expect(csv[1]).toMatch(/^[\d.e+]+,[\d.]+,[\d.]+,SDSL Explorer: /);
  expect(csv[1]).toContain(page.url());
  expect(csv[2]).toMatch(/,The law: arXiv/);

  const svg = (await save("SVG")).content.toString();
  const read = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const all = [...parsed.querySelectorAll("*")];
    const texts = all.filter(({ localName }) => localName === "text");
    return {
      errors: parsed.querySelectorAll("parsererror").length,
      description: parsed.querySelector("desc")?.textContent ?? "",
      styled: all.filter((node) => node.hasAttribute("style") || node.hasAttribute("class")).length,
      texts: texts.length,
      unnamed: texts.filter((node) => !node.closest("[font-family]")).length,
      families: [...new Set(all.flatMap((node) => node.getAttribute("font-family") ?? []))],
      paints: [
        ...new Set(all.flatMap((node) => [node.getAttribute("fill"), node.getAttribute("stroke")])),
      ],
    };
  }, svg);
  expect(read.errors).toBe(0);
  expect(read.description).toContain(page.url());
  expect(read.styled).toBe(0);
  expect(read.texts).toBeGreaterThan(10);
  expect(read.unnamed).toBe(0);
  for (const family of read.families) expect(family).toMatch(/(sans-serif|serif|monospace)$/);
  for (const paint of read.paints)
    if (paint)
      expect(paint).toMatch(/^(none|#[0-9a-f]{3,8}|rgba?\([\d., ]+\)|url\(["']?#[\w-]+["']?\))$/);
});

test("a page prints whole on A4 and Letter, in light colours, without controls", async ({
  page,
}) => {
  await open(page, "?M=13B&theme=dark");
  await expect(page.locator(".equation .katex").first()).toBeVisible();
  for (const format of ["A4", "Letter"] as const) {
    const pdf = (await page.pdf({ format, printBackground: true })).toString("latin1");
    const pages = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
    expect(pages, format).toBeGreaterThanOrEqual(2);
    expect(pages, format).toBeLessThanOrEqual(3);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    const expected = format === "A4" ? [595, 842] : [612, 792];
    expect(
      [Math.round(Number(width)), Math.round(Number(height))].map(
        (v, i) => Math.abs(v - (expected[i] ?? 0)) <= 1,
      ),
    ).toEqual([true, true]);
  }
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 690, height: 1000 });
  const look = await page.evaluate(() => ({
    paper: getComputedStyle(document.documentElement).backgroundColor,
    ink: getComputedStyle(document.body).color,
    wide: [...document.querySelectorAll("main *")].filter(
      (node) => node.getBoundingClientRect().right > innerWidth + 1 && node.checkVisibility(),
    ).length,
  }));
  expect(look).toEqual({ paper: "rgb(255, 255, 255)", ink: "rgb(28, 27, 25)", wide: 0 });
  await expect(page.locator(".print-only")).toHaveText(/\?M=13B&theme=dark$/);
  for (const hidden of [".slider", ".header-tools", ".footer", ".chart-export"])
    await expect(page.locator(hidden).first()).toBeHidden();
});

for (const theme of ["light", "dark"])
  test(`axe finds nothing in the dialog: ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, `?theme=${theme}&pin=plain~M:13B`);
    await openDialog(page);
    // the embed's own page is long to look through: once
    const tabs = theme === "light" ? ["Link", "Files", "Cite", "Embed"] : ["Link", "Files"];
    for (const tab of tabs) {
      await dialog(page).locator(".segment").filter({ hasText: tab }).first().click();
      await page.waitForTimeout(300);
      const rules = theme === "light" ? "all" : "look";
      expect(await axeFinds(page, { within: ".dialog", rules }), tab).toEqual([]);
    }
  });

test("the first picture to post is the same as the second", async ({ page }) => {
  await open(page, "?M=13B");
  const picture = async () => {
    await openDialog(page, "Files");
    const image = page.locator(".share-image img");
    await expect(image).toBeVisible();
    const bytes = await image.evaluate(async (node: HTMLImageElement) => [
      ...new Uint8Array(await (await fetch(node.src)).arrayBuffer()),
    ]);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
    return Buffer.from(bytes);
  };
  const first = await picture();
  // by then the fonts of any image have been read
  await page.waitForTimeout(500);
  const second = await picture();
  expect(first.equals(second), `${first.length} and ${second.length} bytes`).toBe(true);
});
