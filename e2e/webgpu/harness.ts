import { test as base, expect, type Page } from "@playwright/test";
import { serveSources } from "../../bench/browser/sources.ts";

export { expect };

/** Runs an exported function of a file in checks/ in the page; arguments and result as JSON. */
export type Check = <T>(file: string, name: string, argument?: unknown) => Promise<T>;

/** Tests whose work happens in a page with WebGPU, on the sources as they are. */
export const test = base.extend<{ check: Check }, { site: string; shared: Page }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured argument
    async ({}, use) => {
      const { url, close } = await serveSources();
      await use(url);
      await close();
    },
    { scope: "worker" },
  ],
  shared: [
    async ({ browser, site }, use) => {
      const page = await browser.newPage();
      page.on("console", (message) => {
        if (message.type() === "error") console.log(`page: ${message.text()}`);
      });
      await page.goto(`${site}/e2e/webgpu/page.html`);
      await use(page);
      await page.close();
    },
    { scope: "worker" },
  ],
  check: async ({ shared }, use) => {
    await use((file, name, argument) =>
      shared.evaluate(
        async ([file, name, argument]) => {
          const module = await import(/* @vite-ignore */ `/e2e/webgpu/checks/${file}.ts`);
          return module[name as string](argument);
        },
        [file, name, argument] as const,
      ),
    );
  },
});
