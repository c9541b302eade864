/** npm run lighthouse: builds, serves the built site and prints Lighthouse's four scores of every page,
 *  on its slow 4G phone and on a desktop, with what falls short. Lighthouse comes by npx: it weighs more
 *  than all else here together, and no test needs it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./browser.mjs";
import { freePair } from "./port.mjs";
import { install, requireNode, root, run, tool } from "./run.mjs";

const version = "12.8.2";
const wanted = 95;
const categories = ["performance", "accessibility", "best-practices", "seo"];

requireNode();
process.chdir(root);
if ((await install()) !== 0 || (await tool("vite", ["build", "--logLevel", "warn"])) !== 0)
  process.exit(1);
const browser = await findOrInstallBrowser();
if (!browser) {
  console.error("No Chromium found. Install one, or name it in CHROMIUM_PATH.");
  process.exit(1);
}

const { preview } = await import("vite");
const port = await freePair(4470);
const server = await preview({ preview: { port, host: "127.0.0.1", open: false } });
const reports = mkdtempSync(join(tmpdir(), "sdsl-lighthouse-"));
const rows = [];
const short = [];
for (const view of views())
  for (const form of ["phone", "desktop"]) {
    const path = join(reports, `${view}-${form}.json`);
    const flags = ["--headless=new", "--disable-quic", "--disable-background-networking"];
    if (process.getuid?.() === 0) flags.push("--no-sandbox");
    await run(
      "npx",
      [
        "--yes",
        `lighthouse@${version}`,
        `http://127.0.0.1:${port}/${view === "explore" ? "" : `?view=${view}`}`,
        "--quiet",
        "--output=json",
        `--output-path=${path}`,
        `--only-categories=${categories.join(",")}`,
        `--chrome-flags=${flags.join(" ")}`,
        ...(form === "desktop" ? ["--preset=desktop"] : []),
      ],
      { env: { CHROME_PATH: browser }, shell: process.platform === "win32" },
    );
    const report = JSON.parse(readFileSync(path, "utf8"));
    const score = (name) => Math.round(100 * (report.categories[name]?.score ?? 0));
    const figure = (name) => report.audits[name]?.displayValue ?? "";
    rows.push({
      page: view,
      form,
      ...Object.fromEntries(categories.map((name) => [name, score(name)])),
      "first paint": figure("first-contentful-paint"),
      "largest paint": figure("largest-contentful-paint"),
      blocked: figure("total-blocking-time"),
      shift: figure("cumulative-layout-shift"),
    });
    for (const name of categories)
      for (const { id, weight } of report.categories[name].auditRefs) {
        const { score: got, title } = report.audits[id];
        if (weight > 0 && got !== null && got < 0.9)
          short.push(`${view}, ${form}, ${name}: ${title} (${Math.round(100 * got)})`);
      }
  }
console.table(rows);
for (const line of short) console.log(line);
await server.close();
rmSync(reports, { recursive: true, force: true });
const low = rows.some((row) => categories.some((name) => row[name] < wanted));
console.log(low ? `\nA score is below ${wanted}.` : `\nEvery score is at least ${wanted}.`);
process.exit(low ? 1 : 0);

/** The pages that there are, as the scenario names them. */
function views() {
  const source = readFileSync(join("src", "scenario", "scenario.ts"), "utf8");
  const list = /export const views = \[([^\]]*)\]/.exec(source)?.[1] ?? "";
  return [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
}
