import { expect, expectLaw, open, test } from "./support.ts";

test("the site works below a path: script, style, worker, fonts and typesetter all load", async ({
  page,
}) => {
  const failed: string[] = [];
  const loaded: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) failed.push(response.url());
    loaded.push(new URL(response.url()).pathname);
  });
  await open(page, "?M=13B&alpha=0.7");
  await expectLaw(page, "?M=13B&alpha=0.7");
  await expect(page.locator(".equation .katex").first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);

  expect(failed).toEqual([]);
  for (const kind of [/worker-.*\.js$/, /katex-.*\.css$/, /index-.*\.css$/, /inter-.*\.woff2$/])
    expect(loaded.some((path) => kind.test(path))).toBe(true);
  expect(loaded.filter((path) => !path.startsWith("/some/where/"))).toEqual([]);
});
