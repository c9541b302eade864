import { test as base, expect } from "@playwright/test";
import { serveSources } from "../../bench/browser/sources.ts";
import { startFirefox } from "../browsers/firefox.ts";

export { expect };

/** Runs an exported function of a file in checks/ in the page; arguments and result as JSON. */
export type Check = <T>(file: string, name: string, argument?: unknown) => Promise<T>;

/** A page with WebGPU, in whichever browser. */
interface Place {
  run(action: typeof call, request: Parameters<typeof call>[0]): Promise<unknown>;
  close(): Promise<unknown>;
}

async function call([file, name, argument]: readonly [string, string, unknown]): Promise<unknown> {
  const module = await import(/* @vite-ignore */ `/e2e/webgpu/checks/${file}.ts`);
  return module[name](argument);
}

async function firefoxPlace(url: string, path: string, vulkanDriver: string): Promise<Place> {
  const browser = await startFirefox(path, vulkanDriver);
  await browser.open(url);
  return { run: (action, request) => browser.run(action, request), close: () => browser.close() };
}

/** Tests whose work happens in a page with WebGPU, on the sources as they are. */
export const test = base.extend<{ check: Check }, { site: string; place: Place }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured argument
    async ({}, use) => {
      const { url, close } = await serveSources();
      await use(url);
      await close();
    },
    { scope: "worker" },
  ],
  place: [
    async ({ playwright, site }, use, { project }) => {
      const url = `${site}/e2e/webgpu/page.html`;
      const { firefox, vulkanDriver } = project.metadata;
      let place: Place;
      if (firefox === undefined) {
        const browser = await playwright.chromium.launch(project.use.launchOptions);
        const page = await browser.newPage();
        page.on("console", (message) => {
          if (message.type() === "error") console.log(`page: ${message.text()}`);
        });
        await page.goto(url);
        place = {
          run: (action, request) => page.evaluate(action, request),
          close: () => browser.close(),
        };
      } else {
        place = await firefoxPlace(url, firefox, vulkanDriver);
      }
      await use(place);
      await place.close();
    },
    { scope: "worker" },
  ],
  check: async ({ place }, use) => {
    await use(async <T>(file: string, name: string, argument?: unknown) => {
      const result = await place.run(call, [file, name, argument]);
      return result as T;
    });
  },
});
