/** npm test: installs what is missing, then every check there is. The last line is the sum: each unit
 *  and e2e test counts as one, and so does each other step. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import {
  findOrInstallBrowser,
  findOrInstallFirefox,
  findOrInstallVulkanDriver,
  findWebKit,
} from "./browser.mjs";
import { freePair } from "./port.mjs";
import { install, requireNode, root, tool } from "./run.mjs";

requireNode();
process.chdir(root);
const reports = mkdtempSync(join(tmpdir(), "sdsl-test-"));
const results = [];

/** Runs one step and keeps what came of it. `count` reads the tests that it ran. */
async function step(name, action, count) {
  console.log(`\n── ${name} ${"─".repeat(Math.max(3, 60 - name.length))}`);
  const start = performance.now();
  let ok = false;
  try {
    ok = (await action()) === 0;
  } catch (error) {
    console.error(error);
  }
  let counted = count?.() ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  // a step that fails beside its tests, such as a file that does not load, must not pass for green
  if (!ok && counted.failed === 0) counted = { ...counted, failed: 1 };
  results.push({ name, seconds: (performance.now() - start) / 1000, ...counted });
  return ok;
}

function report(name) {
  try {
    return JSON.parse(readFileSync(join(reports, name), "utf8"));
  } catch {
    return undefined;
  }
}

function browserTests(name) {
  const found = report(name);
  if (!found) return undefined;
  const { expected, flaky, unexpected } = found.stats;
  return { passed: expected + flaky, failed: unexpected, failures: failedSpecs(found.suites) };
}

/** What failed in Playwright's nested suites: the title and the first message of each. */
function failedSpecs(suites = []) {
  return suites.flatMap(({ specs = [], suites: inner }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title, file, tests }) => ({
        title: `${file}: ${title}`,
        message: tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message,
      })),
    ...failedSpecs(inner),
  ]);
}

const counts = {
  unit: () => {
    const found = report("unit.json");
    if (!found) return undefined;
    // a file that does not load has no tests to count
    const broken = found.testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    );
    const failures = found.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName, failureMessages }) => ({
          title: `${relative(root, name)}: ${fullName}`,
          message: failureMessages[0],
        })),
    );
    const lost = broken.map(({ name, message }) => ({ title: relative(root, name), message }));
    return {
      passed: found.numPassedTests,
      failed: found.numFailedTests + broken.length,
      failures: [...failures, ...lost],
    };
  },
  e2e: () => browserTests("e2e.json"),
  webgpu: () => browserTests("webgpu.json"),
  // browsers that are not here have passed nothing
  others: () => browserTests("others.json") ?? { passed: 0, failed: 0 },
};

let browser;
if (await step("install", install)) {
  await step("browser", async () => {
    browser = await findOrInstallBrowser();
    console.log(browser ?? "No Chromium found. Install one, or name it in CHROMIUM_PATH.");
    return browser ? 0 : 1;
  });
  await step("types", () => tool("tsc", ["--noEmit"]));
  await step("lint", () => tool("biome", ["check", "."]));
  await step("layers", () => tool("depcruise", ["src", "--config", ".dependency-cruiser.cjs"]));
  const unitReport = join(reports, "unit.json");
  await step(
    "unit",
    () =>
      tool("vitest", [
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${unitReport}`,
      ]),
    counts.unit,
  );
  if (await step("build", () => tool("vite", ["build"]))) {
    await step("size", () => tool("size-limit", []));
    if (browser)
      await step(
        "webgpu",
        async () => {
          const second = (await findOrInstallFirefox()) && (await findOrInstallVulkanDriver());
          if (!second)
            console.log(
              "No Firefox with Mesa's software Vulkan here: one WebGPU is tested, not two.",
            );
          return tool(
            "playwright",
            ["test", "--config", "playwright.webgpu.config.ts", "--reporter=list,json"],
            {
              env: {
                CHROMIUM_PATH: browser,
                PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "webgpu.json"),
              },
            },
          );
        },
        counts.webgpu,
      );
    if (browser)
      await step(
        "e2e",
        async () =>
          tool("playwright", ["test", "--reporter=list,json"], {
            env: {
              CHROMIUM_PATH: browser,
              E2E_PORT: String(await freePair(4391)),
              PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "e2e.json"),
            },
          }),
        counts.e2e,
      );
    await step(
      "others",
      async () => {
        const firefox = await findOrInstallFirefox();
        const webkit = findWebKit();
        if (!firefox) console.log("No Firefox here, or named in FIREFOX_PATH: not tested.");
        if (!webkit) console.log("No WebKitWebDriver and MiniBrowser here: WebKit is not tested.");
        if (!firefox && !webkit) return 0;
        return tool(
          "playwright",
          ["test", "--config", "playwright.browsers.config.ts", "--reporter=list,json"],
          { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, "others.json") } },
        );
      },
      counts.others,
    );
  }
}
rmSync(reports, { recursive: true, force: true });

for (const { name, failures = [] } of results)
  for (const { title, message = "" } of failures)
    console.log(`\nFAILED  ${name}  ${title}\n${message.split("\n").slice(0, 12).join("\n")}`);

console.log("");
for (const { name, passed, failed, seconds } of results)
  console.log(
    `${failed > 0 ? "FAILED" : "passed"}  ${name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${seconds.toFixed(1).padStart(6)} s`,
  );
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const failed = sum("failed");
console.log(`\n${sum("passed")} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
