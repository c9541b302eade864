import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
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

/** What a Chromium is started with that nobody looks at: it asks nothing of the network by itself. Root has no sandbox. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

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
  console.log("That gave none that starts. Installing Debian's.");
  await installDebian("chromium");
  return findBrowser();
}

/** Installs a package where that can be done without asking: as root on Debian. */
async function installDebian(name) {
  if (process.getuid?.() !== 0 || !onPath("apt-get")) return;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { env });
}

/** A Firefox that starts: the one named by FIREFOX_PATH, or the system's. */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  const paths = [named && (existsSync(named) ? named : onPath(named))];
  paths.push(onPath("firefox-esr"), onPath("firefox"));
  if (process.platform === "darwin") paths.push("/Applications/Firefox.app/Contents/MacOS/firefox");
  return paths.find((path) => path && starts(path));
}

/** As `findFirefox`, and installs Debian's where there is none and it can. */
export async function findOrInstallFirefox() {
  const found = findFirefox();
  if (found) return found;
  await installDebian("firefox-esr");
  return findFirefox();
}

/** The manifest of Mesa's Vulkan driver for processors, on which Firefox gives WebGPU everywhere. */
export function findVulkanDriver() {
  const folder = "/usr/share/vulkan/icd.d";
  const name =
    existsSync(folder) && readdirSync(folder).find((file) => /^lvp_icd.*\.json$/.test(file));
  return name ? join(folder, name) : undefined;
}

/** As `findVulkanDriver`, and installs Debian's where there is none and it can. */
export async function findOrInstallVulkanDriver() {
  const found = findVulkanDriver();
  if (found || process.platform !== "linux") return found;
  await installDebian("mesa-vulkan-drivers");
  return findVulkanDriver();
}

/** WebKitGTK with its driver and a screen for it, as Debian's webkit2gtk-driver and xvfb bring them. */
export function findWebKit() {
  const driver = onPath("WebKitWebDriver");
  const screen = process.env.DISPLAY ? "" : onPath("Xvfb");
  const browser = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/libexec"]
    .flatMap((folder) => ["4.1", "4.0"].map((v) => join(folder, `webkit2gtk-${v}`, "MiniBrowser")))
    .find((path) => existsSync(path));
  return driver && browser && screen !== undefined ? { driver, browser, screen } : undefined;
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
