import { defineConfig } from "@playwright/test";
import { findFirefox, findWebKit } from "./scripts/browser.mjs";

const firefox = findFirefox();
const webkit = findWebKit();

/** The built site, from dist/, in the other browsers that are on this machine. */
export default defineConfig({
  testDir: "e2e/browsers",
  testMatch: "*.spec.ts",
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // a browser on a shared machine can stall for seconds; what needed a second try is printed as flaky
  retries: process.env.CI ? 2 : 0,
  reporter: "list",
  expect: { timeout: 15_000 },
  projects: [
    ...(firefox ? [{ name: "firefox", metadata: { firefox } }] : []),
    ...(webkit ? [{ name: "webkit", metadata: { webkit } }] : []),
  ],
});
