import { defineConfig } from "@playwright/test";
import { chromiumFlags, findBrowser, findFirefox, findVulkanDriver } from "./scripts/browser.mjs";

const executablePath = await findBrowser();
const firefox = findFirefox();
const vulkanDriver = findVulkanDriver();
process.env.CHROMIUM_PATH = executablePath;

/** The WebGPU engine on the software adapter that every machine can have, or with GPU=hardware on the machine's own; and on
 *  a second implementation of WebGPU, Firefox's, where it and Mesa's software Vulkan are here. */
export default defineConfig({
  testDir: "e2e/webgpu",
  testMatch: "*.spec.ts",
  workers: 1,
  // a software adapter on a machine that others use
  timeout: 300_000,
  forbidOnly: Boolean(process.env.CI),
  // a browser on a shared machine can stall for seconds; what needed a second try is printed as flaky
  retries: process.env.CI ? 2 : 0,
  reporter: "list",
  use: {
    launchOptions: {
      executablePath,
      args: [
        ...chromiumFlags,
        "--enable-unsafe-webgpu",
        process.env.GPU === "hardware"
          ? "--ignore-gpu-blocklist"
          : "--use-webgpu-adapter=swiftshader",
        "--enable-features=Vulkan",
      ],
    },
  },
  projects: [
    { name: "chromium", testIgnore: "second.spec.ts" },
    ...(firefox && vulkanDriver
      ? [{ name: "firefox", testMatch: "second.spec.ts", metadata: { firefox, vulkanDriver } }]
      : []),
  ],
});
