import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { encodeQR } from "qr";
import { hostileResults } from "../src/scenario/fixtures/hostile.ts";
import {
  decodeResult,
  encodeResult,
  predictionsOf,
  type Result,
  roundResult,
} from "../src/scenario/result.ts";
import { defaultScenario } from "../src/scenario/scenario.ts";
import { formatUrl } from "../src/scenario/url.ts";
import { axeFinds } from "./axe.ts";
import { expect, readouts, settled, test } from "./support.ts";

/** Forty devices: three engines, some that lose. */
const class40: readonly Result[] = Array.from({ length: 40 }, (_, i) => {
  const result = {
    device: `device ${i + 1}`,
    backend: (["webgpu", "wasm", "cpu"] as const)[i % 3] ?? "cpu",
    target: "stories-2.2m",
    draft: "stories-188k",
    gamma: 1 + (i % 6),
    c: 0.0855,
    expected: 0.6 + 0.005 * i,
    alpha: 0.6 + 0.0049 * i,
    alone: 1 + 0.1 * i,
    drafting: 0.1 + 0.012 * i,
    verifying: (1 + 0.1 * i) * 1.25,
    overhead: 0.02,
    speedup: 1,
    low: 1,
    high: 1,
    pairs: 9,
    lossless: true,
  };
  const speedup = predictionsOf(result).calibrated * (0.9 + 0.005 * (i % 40));
  return roundResult({ ...result, speedup, low: speedup * 0.97, high: speedup * 1.04 });
});
const link = (...result: Result[]) =>
  `https://example.org/${formatUrl({ ...defaultScenario, view: "board", result })}`;
const middle = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[19] ?? 0) + (sorted[20] ?? 0)) / 2;
};

const paste = async (page: Page, text: string) => {
  await page.getByLabel(/^Paste links/).fill(text);
  await page.getByRole("button", { name: "Add", exact: true }).click();
};
const rows = (page: Page) => page.locator(".board-scroll tbody tr");
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();

test("forty results come together, stay, and leave as CSV that fills another board", async ({
  page,
}) => {
  await page.goto("./?view=board&theme=light");
  await settled(page);
  // pasted in a chat's manner, dropped as files, some twice
  await paste(
    page,
    class40
      .slice(0, 15)
      .map((one, i) => `student ${i}: ${link(one)} ok`)
      .join("\n"),
  );
  await said(page, "15 results added.");
  await page.locator('.board-files input[type="file"]').setInputFiles([
    {
      name: "a.txt",
      mimeType: "text/plain",
      buffer: Buffer.from(class40.slice(10, 30).map(encodeResult).join("\n")),
    },
    {
      name: "b.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(class40.slice(30).map((one) => link(one)))),
    },
  ]);
  await said(page, "25 results added; 5 were here already.");
  await expect(rows(page)).toHaveCount(40);

  const shown = await readouts(page);
  expect(shown.results).toBe(40);
  expect(shown.speedup_median).toBeCloseTo(middle(class40.map(({ speedup }) => speedup)), 10);
  const errors = class40.map((one) => Math.abs(predictionsOf(one).calibrated / one.speedup - 1));
  expect(shown.error_calibrated).toBeCloseTo(middle(errors), 10);
  const dots = page.locator('[data-chart="board"] .chart-dot');
  await expect(dots).toHaveCount(80);

  await page.reload();
  await expect(rows(page)).toHaveCount(40);
  await page.getByRole("button", { name: "Remove device 7", exact: true }).click();
  await expect(rows(page)).toHaveCount(39);

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as CSV" }).click();
  const csv = readFileSync(await (await downloading).path());
  await page.getByRole("button", { name: "Clear the board" }).click();
  await page.getByRole("button", { name: "Remove all 39?" }).click();
  await expect(page.getByText("No results yet.")).toBeVisible();
  await page
    .locator('.board-files input[type="file"]')
    .setInputFiles([{ name: "board.csv", mimeType: "text/csv", buffer: csv }]);
  await expect(rows(page)).toHaveCount(39);
});

test("axe finds nothing on a board, and a link hides what it names", async ({ page }) => {
  const few = new URL(link(...class40.slice(0, 6))).search;
  for (const theme of ["light", "dark"]) {
    await page.goto(`./${few}&theme=${theme}`);
    await expect(rows(page)).toHaveCount(6);
    expect(await axeFinds(page, { rules: theme === "light" ? "all" : "look" })).toEqual([]);
  }
  await page.goto(`./${few}&hide=intro,collect,table`);
  await expect(page.locator('[data-chart="board"]')).toBeVisible();
  await expect(page.locator(".title, .board-collect, .board-scroll")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await page.goto("./?view=lab&hide=intro,settings,files");
  await settled(page);
  await expect(page.getByRole("button", { name: "Run", exact: true })).toBeVisible();
  await expect(page.locator(".title, .lab-exports, #target")).toHaveCount(0);
});

test("a link brings its results, and one that is removed stays away", async ({ page }) => {
  const two = class40.slice(0, 2);
  await page.goto(`./${new URL(link(...two)).search}`);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Remove device 1", exact: true }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  expect(new URL(page.url()).searchParams.getAll("result")).toHaveLength(1);
});

test("hostile results are refused with a reason, and never run", async ({ page }) => {
  const texts = hostileResults(200);
  expect(texts.every((text) => decodeResult(text).result === null)).toBe(true);
  const sound = { ...(class40[0] as Result), device: "<img src=x onerror=alert(1)><b>bold</b>" };
  await page.goto("./?view=board");
  await settled(page);
  await page.evaluate(
    (stored) => localStorage.setItem("sdsl-explorer-board", stored),
    JSON.stringify([...texts, { toString: 1 }, encodeResult(roundResult(sound))]),
  );
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  // a device is called what its owner says, as text
  await expect(rows(page).getByRole("rowheader")).toHaveText(
    "<img src=x onerror=alert(1)><b>bold</b>",
  );
  await expect(page.locator(".board-scroll img, .board-scroll b")).toHaveCount(0);
  await paste(
    page,
    texts.map((text) => `https://x.y/?${new URLSearchParams({ result: text })}`).join("\n"),
  );
  await said(page, "results were refused");
  await paste(page, "nothing of the kind");
  await said(page, "There is no result in it");
  await expect(rows(page)).toHaveCount(1);
});

test("a run of the lab is shared as a link that a board takes", async ({ page }) => {
  await page.goto("./?view=lab&run=1&backend=wasm&length=32");
  await page.getByRole("button", { name: "Share this result" }).click({ timeout: 50_000 });
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name on the board").fill("Zoë's laptop");
  await expect(dialog.locator(".qr path")).toBeAttached();
  const measured = (await readouts(page)).speedup_measured;
  await dialog.getByRole("button", { name: "Put it on the board" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).getByRole("rowheader")).toHaveText("Zoë's laptop");
  expect(page.url().length).toBeLessThan(300);
  expect(page.url()).toContain("view=board&");
  const shown = await readouts(page);
  expect(Math.abs((shown.speedup_median ?? 0) / (measured ?? 1) - 1)).toBeLessThan(1e-3);
});

test("without a camera or storage the page says why, and what to do", async ({ page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.goto("./?view=board");
  await settled(page);
  await paste(page, link(class40[3] as Result));
  await expect(rows(page)).toHaveCount(1);
  await said(page, "Save it as CSV");
  await page.getByRole("button", { name: /^Scan QR codes/ }).click();
  await said(page, "Paste the links");
  await expect(page.getByRole("button", { name: /^Scan QR codes/ })).toBeVisible();
});

test("the camera reads a result's QR code", async ({ baseURL }) => {
  const one = class40[11] as Result;
  const folder = mkdtempSync(join(tmpdir(), "sdsl-camera-"));
  const film = join(folder, "qr.y4m");
  writeFileSync(film, filmOf(link(one)));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-background-networking",
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${baseURL}?view=board`);
    await page.getByRole("button", { name: /^Scan QR codes/ }).click();
    await expect(rows(page)).toHaveCount(1, { timeout: 15_000 });
    await expect(rows(page).getByRole("rowheader")).toHaveText("device 12");
    await page.getByRole("button", { name: "Stop the camera" }).click();
    await expect(page.locator("video")).toHaveCount(0);
  } finally {
    await browser.close();
  }
});

/** Two pictures of a QR code, as a camera of 640 by 480 would film them: a YUV4MPEG2 file. */
function filmOf(text: string): Buffer {
  const [width, height] = [640, 480];
  const code = encodeQR(text, "raw", { border: 4 });
  const scale = Math.floor(height / code.length);
  const luma = Buffer.alloc(width * height, 200);
  const [left, top] = [(width - code.length * scale) >> 1, (height - code.length * scale) >> 1];
  code.forEach((row, y) => {
    row.forEach((dark, x) => {
      for (let line = 0; line < scale; line++) {
        const from = (top + y * scale + line) * width + left + x * scale;
        luma.fill(dark ? 30 : 230, from, from + scale);
      }
    });
  });
  const frame = Buffer.concat([
    Buffer.from("FRAME\n"),
    luma,
    Buffer.alloc((width * height) / 2, 128),
  ]);
  return Buffer.concat([Buffer.from("YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n"), frame, frame]);
}
