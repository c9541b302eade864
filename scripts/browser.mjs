import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, tool } from "./run.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const places = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].flatMap((folder) => {
    const base = process.env[folder];
    return base ? [join(base, "Google", "Chrome", "Application", "chrome.exe")] : [];
  }),
};

/** A Chromium that starts: the one named by CHROMIUM_PATH or CHROMIUM, the system's, or Playwright's
 *  own where it is installed. Undefined where there is none. */
export async function findBrowser() {
  for (const named of [process.env.CHROMIUM_PATH, process.env.CHROMIUM]) {
    const path = named && (existsSync(named) ? named : onPath(named));
    if (path && starts(path)) return path;
  }
  for (const name of names) {
    const path = onPath(name);
    if (path && starts(path)) return path;
  }
  for (const path of places[process.platform] ?? []) if (starts(path)) return path;
  const own = await playwrightBrowser();
  return own && starts(own) ? own : undefined;
}

/** As `findBrowser`, and installs one where there is none: Playwright's, or as root on Debian its
 *  package, which brings the libraries too. */
export async function findOrInstallBrowser() {
  const found = await findBrowser();
  if (found) return found;
  console.log("No Chromium here. Installing Playwright's.");
  await tool("playwright", ["install", "chromium"], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
    timeout: 240_000,
  });
  const installed = await findBrowser();
  if (installed) return installed;
  if (process.getuid?.() !== 0 || !onPath("apt-get")) return undefined;
  console.log("That gave none that starts. Installing Debian's.");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
  return findBrowser();
}

async function playwrightBrowser() {
  try {
    const { chromium } = await import("@playwright/test");
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

function onPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Whether it can run here, its libraries included. On Windows the question would open a window. */
function starts(path) {
  if (!existsSync(path)) return false;
  if (process.platform === "win32") return true;
  return spawnSync(path, ["--version"], { timeout: 60_000, stdio: "ignore" }).status === 0;
}
