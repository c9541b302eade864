import type { Page } from "@playwright/test";
import { hostileQueries } from "../src/scenario/fixtures/hostile.ts";
import { expect, open, readouts, test } from "./support.ts";

const queries = hostileQueries(500);
/** A browser allows 200 changes of the address in ten seconds. */
const share = 100;

/** Goes to each query as back and forward do and returns those that the page did not bear. */
async function unborne(page: Page, links: readonly string[]): Promise<unknown[]> {
  return page.evaluate(async (all) => {
    const html = document.documentElement;
    const settled = () =>
      new Promise<boolean>((resolve) => {
        const started = performance.now();
        const look = () => {
          if (html.dataset.settled === "true") resolve(true);
          else if (performance.now() - started > 10_000) resolve(false);
          else requestAnimationFrame(look);
        };
        // after the page's own answer to the event
        setTimeout(look);
      });
    const bad: unknown[] = [];
    for (const link of all) {
      history.pushState(null, "", `${location.pathname}?${link}`);
      dispatchEvent(new PopStateEvent("popstate"));
      const came = await settled();
      const values = [...document.querySelectorAll<HTMLElement>("output[data-quantity]")];
      const odd = values
        .filter(({ dataset }) => !Number.isFinite(Number(dataset.value ?? "missing")))
        .map(({ dataset }) => `${dataset.quantity}=${dataset.value}`);
      const notices = document.querySelectorAll(".page-notices .notice").length;
      if (!came || values.length < 11 || odd.length > 0 || notices === 0)
        bad.push({ link: link.slice(0, 200), came, values: values.length, odd, notices });
    }
    return bad;
  }, links);
}

for (let from = 0; from < queries.length; from += share)
  test(`hostile links ${from + 1} to ${from + share}: finite readouts and a notice`, async ({
    page,
  }) => {
    await open(page);
    expect(await unborne(page, queries.slice(from, from + share))).toEqual([]);
  });

test("a sample of them, loaded", async ({ page }) => {
  for (const link of queries.filter((_, i) => i % 50 === 7)) {
    await open(page, `?${link}`);
    for (const [quantity, value] of Object.entries(await readouts(page)))
      expect(Number.isFinite(value), `${quantity} at ${link.slice(0, 200)}`).toBe(true);
    await expect(page.locator(".page-notices .notice").first()).toBeVisible();
  }
});

test("a notice names the key, what was given and what is used, and is dismissed by its cross", async ({
  page,
}) => {
  await open(page, "?M=70zebra&zoom=3");
  const notices = page.locator(".page-notices .notice");
  await expect(notices).toHaveCount(2);
  await expect(notices.first()).toContainText("M=70zebra is not a number. Using 70B.");
  await notices.first().getByRole("button", { name: "Dismiss" }).click();
  await expect(notices).toHaveCount(1);
  await expect(notices).toContainText("zoom");
});

test("script in a link stays text", async ({ page }) => {
  await open(
    page,
    "?pin=%3Cimg+src=x+onerror=alert(1)%3E~M:1B&%3Cscript%3Ealert(1)%3C/script%3E=1",
  );
  await expect(page.locator(".pin-recall strong")).toHaveText("<img src=x onerror=alert(1)>");
  expect(await page.locator("#root script, #root img").count()).toBe(0);
});
