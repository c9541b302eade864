import type { Page } from "@playwright/test";
import {
  chooseTheme,
  dragMouse,
  expect,
  expectLaw,
  open,
  query,
  readouts,
  settled,
  sliderSpots,
  test,
} from "./support.ts";

declare global {
  interface Window {
    /** Every worker that the page has started. */
    started: Worker[];
    /** Set to make every further worker die as it starts. */
    doomed: boolean;
  }
}

/** Keeps the page's workers in reach, and lets them die at birth on demand. */
async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Original = Worker;
    window.started = [];
    window.doomed = false;
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        const dead = URL.createObjectURL(new Blob(["throw new Error('doomed')"]));
        super(window.doomed ? dead : url, options);
        window.started.push(this);
      }
    };
  });
}

test("a worker killed mid-drag is replaced, and the drag goes on", async ({ page }) => {
  await watchWorkers(page);
  await open(page, "?M=13B");
  const { at, track } = await sliderSpots(page, "M");
  const before = await readouts(page);
  await dragMouse(page, at, { x: track.x + track.width * 0.9, y: at.y }, () =>
    page.evaluate(() => window.started.at(-1)?.terminate()),
  );
  await settled(page);
  await expectLaw(page, await query(page));
  expect(await readouts(page)).not.toEqual(before);
  expect(await page.evaluate(() => window.started.length)).toBe(2);
});

test("when every worker dies the page says so, keeps the last curves and offers to try again", async ({
  page,
}) => {
  await watchWorkers(page);
  await open(page, "?M=13B");
  const before = await readouts(page);
  await page.evaluate(() => {
    window.doomed = true;
    window.started.at(-1)?.terminate();
  });
  await page.locator("#M-value").fill("30B");
  await page.locator("#M-value").press("Enter");
  const again = page.getByRole("button", { name: "Compute again" });
  await expect(again).toBeVisible();
  await expect(page.locator(".explore-status")).toContainText("died");
  await expect(page.locator("html")).toHaveAttribute("data-settled", "false");
  expect(await readouts(page)).toEqual(before);

  await again.click();
  await expect(again).toBeVisible();
  await page.evaluate(() => {
    window.doomed = false;
  });
  await again.click();
  await settled(page);
  await expect(again).toBeHidden();
  await expectLaw(page, "?M=30B");
});

test("settled is false from the change until its curves are shown", async ({ page }) => {
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    // late, so that the time between can be looked at
    Worker.prototype.postMessage = function (this: Worker, ...message) {
      setTimeout(() => Reflect.apply(post, this, message), 200);
    } as typeof post;
  });
  await open(page, "?M=13B");
  const before = await readouts(page);
  await page.locator("#M-value").fill("30B");
  await page.locator("#M-value").press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-settled", "false", { timeout: 0 });
  expect(await readouts(page)).toEqual(before);
  await settled(page);
  await expectLaw(page, "?M=30B");
  // a change of looks asks for no new curves
  await chooseTheme(page, "Dark");
  await expect(page.locator("html")).toHaveAttribute("data-settled", "true", { timeout: 0 });
});
