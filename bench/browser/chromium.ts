import { type Browser, chromium, type Page } from "@playwright/test";
import { chromiumFlags, findBrowser } from "../../scripts/browser.mjs";
import { serveSources } from "./sources.ts";

/** The software adapter, for machines without a GPU. */
export const softwareGpu = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
];

/** The machine's own adapter. */
export const hardwareGpu = [
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--ignore-gpu-blocklist",
];

export interface Bench {
  readonly page: Page;
  readonly version: string;
  /** Runs an exported function of a source file in the page; argument and result as JSON. */
  call<T>(file: string, name: string, argument?: unknown): Promise<T>;
  /** The same in a page of its own, for what holds for a whole page, such as a number of threads. */
  another(): Promise<Call>;
  close(): Promise<void>;
}

/** Calls exported functions of source files in a page. */
export type Call = Bench["call"];

/** A headless Chromium with the project's sources in reach. Cross-origin isolated, so that threads can be
 *  had and the clock has steps of 5 µs. Throws where no Chromium is found. */
export async function openBench(flags: readonly string[] = []): Promise<Bench> {
  const executablePath = await findBrowser();
  if (!executablePath)
    throw new Error("No Chromium found. Install one, or name it in CHROMIUM_PATH.");
  const site = await serveSources({
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  });
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [...chromiumFlags, ...flags],
  });
  const open = async () => {
    const page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") console.error(`page: ${message.text()}`);
    });
    await page.goto(`${site.url}/e2e/webgpu/page.html`);
    return page;
  };
  const callIn =
    (page: Page): Call =>
    (file, name, argument) =>
      page.evaluate(
        async ([file, name, argument]) => {
          const module = await import(/* @vite-ignore */ `/${file}`);
          return module[name as string](argument);
        },
        [file, name, argument] as const,
      );
  const page = await open();
  return {
    page,
    version: browser.version(),
    call: callIn(page),
    another: async () => callIn(await open()),
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
