import { defineConfig } from "@playwright/test";
import { chromiumFlags, findBrowser } from "./scripts/browser.mjs";

const port = Number(process.env.E2E_PORT ?? 4391);
const root = `http://127.0.0.1:${port}/`;
const below = `http://127.0.0.1:${port + 1}/some/where/`;

const executablePath = await findBrowser();
// each worker loads this file: the search need not be repeated
process.env.CHROMIUM_PATH = executablePath;

const flags = [...chromiumFlags];
/** WebGPU on the software adapter, which every machine can have. */
const gpuFlags = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
];

const serve = (at: number, ...more: string[]) =>
  [
    "node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --strictPort --port",
    at,
    ...more,
  ].join(" ");

/** The built site, from dist/: at the root of a host, and once more below a path. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.e2e.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  // a browser on a shared machine can stall for seconds; what needed a second try is printed as flaky
  retries: process.env.CI ? 2 : 0,
  reporter: "list",
  expect: { timeout: 10_000 },
  use: {
    baseURL: root,
    actionTimeout: 15_000,
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    // each test is a first visit: what it would keep for a second one is 12 MB. offline.e2e.ts allows it
    serviceWorkers: "block",
    // a trace would take a snapshot of the page at every step, in the time that tests measure
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: flags,
    },
  },
  projects: [
    { name: "root", testIgnore: ["sub-path.e2e.ts", "lab-gpu.e2e.ts"] },
    { name: "sub-path", testMatch: "sub-path.e2e.ts", use: { baseURL: below } },
    {
      name: "gpu",
      testMatch: "lab-gpu.e2e.ts",
      fullyParallel: false,
      // a software adapter takes every core: beside it others would wait
      dependencies: ["root", "sub-path"],
      use: { launchOptions: { executablePath, args: [...flags, ...gpuFlags] } },
    },
  ],
  webServer: [
    { command: serve(port), url: root, timeout: 60_000 },
    { command: serve(port + 1, "--base", "/some/where/"), url: below, timeout: 60_000 },
  ],
});
