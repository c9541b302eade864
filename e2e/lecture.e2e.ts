import type { Page } from "@playwright/test";
import { axeFinds } from "./axe.ts";
import { expect, settled, test } from "./support.ts";

const scenes = [
  "memory",
  "play",
  "iteration",
  "lookahead",
  "size",
  "perplexity",
  "law",
  "measured",
] as const;
const steps = 3;
const link = (query = "") => `./?view=lecture&backend=wasm&length=16${query}`;
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const slide = (page: Page) => page.locator(".slide");

test.describe.configure({ timeout: 120_000 });

test("a lecture goes from the first scene to the last by keyboard, with two windows in step", async ({
  page,
  context,
}) => {
  await page.goto(link());
  await settled(page);
  const opened = context.waitForEvent("page");
  await page.keyboard.press("p");
  const presenter = await opened;
  await expect(presenter.getByText("Notes", { exact: true })).toBeVisible();
  await page.bringToFront();

  for (const [i, name] of scenes.entries())
    for (let step = 1; step <= steps; step++) {
      if (i > 0 || step > 1) {
        // keys of a keyboard and of a clicker; each window turns the page of both
        const key = ["ArrowRight", "PageDown", " "][(i + step) % 3] ?? "ArrowRight";
        await (step === 2 ? presenter : page).keyboard.press(key);
      }
      await expect(slide(page)).toHaveAttribute("data-scene", name);
      await expect(slide(page)).toHaveAttribute("data-step", String(step));
      await expect(heading(presenter)).toHaveText((await heading(page).textContent()) ?? "");
      await expect(presenter.getByText(`Now: ${i + 1} of 8`)).toBeVisible();
    }
  await page.keyboard.press("ArrowRight");
  await expect(slide(page)).toHaveAttribute("data-scene", "measured");

  await presenter.keyboard.press("b");
  await expect(page.locator(".black")).toBeVisible();
  await expect(presenter.locator(".black")).toHaveCount(0);
  await page.keyboard.press(".");
  await expect(page.locator(".black")).toHaveCount(0);
  await expect(presenter.getByRole("button", { name: "Dark screen" })).toBeVisible();

  await page.keyboard.press("s");
  await expect(page.locator(".spotlight")).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys of the lecture" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("s");
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await expect(page.locator(".header")).toBeHidden();
  await page.keyboard.press("f");

  await page.keyboard.press("Home");
  await expect(heading(presenter)).toHaveText("Decoding waits for memory");
  await page.keyboard.press("5");
  await expect(heading(presenter)).toHaveText("Why a bigger draft stops paying");
  await page.keyboard.press("PageUp");
  await expect(slide(page)).toHaveAttribute("data-step", "3");
  await expect(slide(page)).toHaveAttribute("data-scene", "lookahead");

  expect(await axeFinds(presenter)).toEqual([]);
});

test("a scene's own link brings back the scene and the step, and back undoes a step", async ({
  page,
}) => {
  await page.goto(link("&scene=size"));
  await settled(page);
  await page.keyboard.press("ArrowRight");
  await expect(slide(page)).toHaveAttribute("data-step", "2");
  expect(new URL(page.url()).searchParams.get("scene")).toBe("size");
  expect(new URL(page.url()).searchParams.get("step")).toBe("2");
  await page.reload();
  await settled(page);
  await expect(slide(page)).toHaveAttribute("data-scene", "size");
  await expect(slide(page)).toHaveAttribute("data-step", "2");
  await page.goBack();
  await expect(slide(page)).toHaveAttribute("data-step", "1");
  for (const name of scenes) {
    await page.goto(link(`&scene=${name}&step=2`));
    await expect(slide(page)).toHaveAttribute("data-scene", name);
    await expect(slide(page)).toHaveAttribute("data-step", "2");
  }
  await page.goto(link("&scene=nowhere"));
  await expect(page.getByText("There is no scene called nowhere")).toBeVisible();
});

test("the audience answers first: a click, a guess on the picture", async ({ page }) => {
  await page.goto(link("&scene=memory"));
  await settled(page);
  const third = page.getByRole("button", { name: "about 30%" });
  await third.click();
  await expect(third).toHaveAttribute("aria-pressed", "true");
  // after a click the keys are the lecture's again
  await page.keyboard.press(" ");
  await expect(page.getByText("It is 0.66%.")).toBeVisible();
  await expect(third).toContainText("your answer");

  await page.keyboard.press("5");
  await settled(page);
  const plot = await page.locator(".chart-plot").boundingBox();
  if (plot === null) throw new Error("There is no chart.");
  await page.mouse.click(plot.x + plot.width * 0.6, plot.y + plot.height / 2);
  await expect(page.getByText(/^Your guess: /)).toBeVisible();
  await page.keyboard.press("PageDown");
  await expect(page.getByText(/^You said .* It is 313M\.$/)).toBeVisible();

  // a control stays live, and its own keys stay its own
  const slider = page.getByRole("slider", { name: "Target size" });
  await slider.focus();
  await page.keyboard.press("PageDown");
  await page.keyboard.up("PageDown");
  await expect(slide(page)).toHaveAttribute("data-step", "2");
  await expect.poll(() => new URL(page.url()).searchParams.has("M")).toBe(true);
  await expect(page.getByText(/It is 313M\.$/)).toHaveCount(0);
});

test("a person is the draft, and every key of a word is a letter", async ({ page }) => {
  await page.goto(link("&scene=play"));
  await settled(page);
  const field = page.getByLabel("The next word");
  for (const word of ["bug", "f", "s"]) {
    await field.pressSequentially(word);
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue("");
    await settled(page);
  }
  await expect(slide(page)).toHaveAttribute("data-scene", "play");
  await expect(page.locator(".black, .spotlight")).toHaveCount(0);
  const alpha = Number(
    await page.locator('output[data-quantity="own_alpha"]').getAttribute("data-value"),
  );
  expect(alpha).toBeGreaterThanOrEqual(0);
  expect(alpha).toBeLessThanOrEqual(1);
});

test("the device is measured in the last scene, and the result waits for the answer", async ({
  page,
}) => {
  await page.goto(link("&scene=measured"));
  await settled(page);
  await page.getByRole("button", { name: "Run it here" }).click();
  const predicted = page.locator('output[data-quantity="speedup_predicted_calibrated"]');
  await expect(predicted).toBeVisible({ timeout: 60_000 });
  await page.waitForFunction(() => document.documentElement.dataset.settled === "true", null, {
    timeout: 60_000,
  });
  await expect(page.locator('output[data-quantity="speedup_measured"]')).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  const measured = page.locator('output[data-quantity="speedup_measured"]');
  expect(Number(await measured.getAttribute("data-value"))).toBeGreaterThan(0);
});

test("our own models stand beside the paper's plane once they are measured", async ({ page }) => {
  await page.goto(link("&scene=perplexity&step=3"));
  await settled(page);
  await page.getByRole("button", { name: "Measure our own models" }).click();
  await expect(page.getByText(/^Ours lose 0\.\d+ for ten points/)).toBeVisible({ timeout: 60_000 });
});

test("a stage that is loaded again keeps its place, and its one presenter follows", async ({
  page,
  context,
}) => {
  await page.goto(link("&scene=size"));
  await settled(page);
  const opened = context.waitForEvent("page");
  await page.keyboard.press("p");
  const presenter = await opened;
  await expect(heading(presenter)).toHaveText("Why a bigger draft stops paying");
  await page.goto(link("&scene=law"));
  await settled(page);
  await expect(heading(presenter)).toHaveText("Two hundred times smaller?");
  await expect(slide(page)).toHaveAttribute("data-scene", "law");
  await page.keyboard.press("p");
  await expect(page.getByText("The presenter's window is open already")).toBeVisible();
  expect(context.pages()).toHaveLength(2);
});

test("the handout has every scene and its answer, without controls", async ({ page }) => {
  await page.goto(link("&scene=all&M=13B"));
  await settled(page);
  await expect(page.locator(".handout-scene")).toHaveCount(8);
  await expect(page.locator(".handout [data-chart]")).toHaveCount(5);
  await expect(page.locator(".handout .slider")).toHaveCount(0);
  await expect(page.getByText("Speedup of a 13B target")).toBeVisible();
  expect(await axeFinds(page)).toEqual([]);
});

test("hide leaves out the question, the controls and the notes", async ({ page }) => {
  await page.goto(link("&scene=size&hide=question,controls"));
  await settled(page);
  await expect(page.locator(".question")).toHaveCount(0);
  await expect(page.locator("[data-control=M]")).toHaveCount(0);
  await page.goto(link("&scene=size&presenter=1&hide=notes"));
  await expect(heading(page)).toBeVisible();
  await expect(page.locator(".presenter-notes")).toHaveCount(0);
});

/** On a projector's screen text must have a contrast of 7:1. */
const strict = { within: "main", more: ["color-contrast-enhanced"] };

for (const theme of ["projector", "dark"])
  test(`axe finds nothing in any scene: ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(link(`&theme=${theme}`));
    for (const name of scenes)
      for (let step = 1; step <= steps; step++) {
        await expect(slide(page)).toHaveAttribute("data-scene", name);
        await settled(page);
        if (theme === "projector") {
          expect(await smallText(page), `${name} ${step}`).toEqual([]);
          expect(await overflow(page), `${name} ${step}`).toBeLessThanOrEqual(1);
        }
        if (step === steps)
          expect(
            await axeFinds(
              page,
              theme === "projector" ? strict : { within: "main", rules: "look" },
            ),
            name,
          ).toEqual([]);
        await page.keyboard.press("PageDown");
      }
  });

/** Texts of the scene that are set smaller than 28 px. */
function smallText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    const walker = document.createTreeWalker(
      document.querySelector("main") ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.replace(/[\s\u200b]/g, "") ?? "";
      if (!element || text === "" || !element.checkVisibility()) continue;
      if (element.closest(".visually-hidden, .chart-hidden, .katex-mathml, option")) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1) continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < 27.95) small.push(`${size}: ${text}`);
    }
    return small;
  });
}

/** How far the scene reaches below the bar, px. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const main = document.querySelector("main")?.getBoundingClientRect();
    return main ? main.bottom - innerHeight : 0;
  });
}
