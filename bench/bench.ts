/** npm run bench [names] [--gpu]: all benchmarks or those named, one after the other, so that none disturbs
 *  another. `--gpu` measures the machine's own WebGPU adapter instead of the software one, checks the engine on it first,
 *  and keeps what is printed in bench-gpu.txt. */
import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const benches = ["curves", "wasm", "webgpu"];
const file = "bench-gpu.txt";

const args = process.argv.slice(2);
const gpu = args.includes("--gpu");
const names = args.filter((arg) => arg !== "--gpu");
const unknown = names.filter((name) => !benches.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are ${benches.join(", ")}.`);
  process.exit(1);
}
const kept = gpu ? createWriteStream(`${root}${file}`) : null;
const say = (text: string | Uint8Array) => {
  process.stdout.write(text);
  kept?.write(text);
};

/** Runs a tool of the project; its exit code. */
function run(tool: string, ...rest: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`${root}node_modules/${tool}`, ...rest], {
      cwd: root,
      env: { ...process.env, ...(gpu && { GPU: "hardware", FORCE_COLOR: "0" }) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", say);
    child.stderr.on("data", say);
    child.on("error", (error) => say(`${tool}: ${error.message}\n`));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

const tsx = "tsx/dist/cli.mjs";
const jobs = gpu
  ? [() => run("@playwright/test/cli.js", "test", "--config", "playwright.webgpu.config.ts")]
  : [];
const chosen = names.length > 0 ? names : gpu ? ["webgpu", "wasm"] : benches;
jobs.push(...chosen.map((name) => () => run(tsx, `bench/${name}/bench.ts`)));
let failed = false;
for (const job of jobs) {
  const start = performance.now();
  failed = (await job()) !== 0 || failed;
  say(`(${((performance.now() - start) / 1000).toFixed(0)} s)\n\n`);
}
if (kept !== null) {
  await new Promise<void>((resolve) => kept.end(() => resolve()));
  console.log(`All of this is in ${file}.`);
}
process.exitCode = failed ? 1 : 0;
