/** npm run bench:webgpu: our WebGPU engine beside the bare matrix products of its passes and beside ONNX Runtime
 *  Web on the same weights, in turns on one adapter. `GPU=hardware` takes the machine's own adapter. */
import { median } from "../../src/measure/statistics.ts";
import { openBench, softwareGpu } from "../browser/chromium.ts";
import { onnxModel } from "../onnx/models.ts";
import type { OrtText } from "../onnx/page.ts";
import { aim, alternate, machine, print, type Side, spread, table } from "../report.ts";
import type { facts, Text, writeText } from "./page.ts";

type Written = Awaited<ReturnType<typeof writeText>>;

const target = "stories-2.2m";
const drafts = ["stories-19k", "stories-53k", "stories-188k", "stories-467k"];
const lookaheads = [1, 2, 3, 4, 6];
const temperatures = [0, 1];
const prompts = ["Once upon a time", "One day, a little girl", "Tom and his dog", "The sun was"];
const length = 160;
const rounds = 8;

const hardware = process.env.GPU === "hardware";
const bench = await openBench(hardware ? ["--enable-unsafe-webgpu"] : softwareGpu);
const ours = "bench/webgpu/page.ts";
const theirs = "bench/onnx/page.ts";
const ids = await Promise.all(prompts.map((text) => bench.call<number[]>(ours, "promptOf", text)));

const write =
  (draft: string | null, gamma: number, temperature: number): Side<Written> =>
  (round) =>
    bench.call(ours, "writeText", {
      draft,
      gamma,
      temperature,
      prompt: ids[round % ids.length],
      length,
      seed: round,
    } satisfies Text);

const device = await bench.call<Awaited<ReturnType<typeof facts>>>(ours, "facts");
print(`Chromium ${bench.version}; adapter ${device.adapter} (${device.features.join(", ")})`);
print(`${machine()}; kernels of one row: ${device.one}; of several: ${device.many}`);
print(`${target}, ${rounds} rounds in turns. Median (10th to 90th percentile).`);
print();

const rows = [1, 3, 5, 7, 9];
const passes = await alternate(
  new Map<string, Side<number>>(
    rows.flatMap((k) => [
      [`pass ${k}`, () => bench.call<number>(ours, "passTime", k)],
      [`floor ${k}`, () => bench.call<number>(ours, "floorTime", k)],
    ]),
  ),
  rounds,
);
const times = (name: string) => passes.get(name) ?? [];
table(
  ["ms on the device", ...rows.map((k) => `T = ${k}`)],
  ["pass", "floor"].map((name) => [
    name === "pass" ? "a pass of the target" : "its products alone, best shapes",
    ...rows.map((k) => spread(times(`${name} ${k}`), 2)),
  ]),
);

const alone = await alternate(
  new Map(temperatures.map((temperature) => [`alone ${temperature}`, write(null, 0, temperature)])),
  1,
).then(() => write(null, 0, 0));
const onnx = onnxModel(target);
const sides = new Map<string, Side<Pick<Written, "perToken" | "tokens">>>([
  ["ours, WebGPU", alone],
]);
if (onnx !== null) {
  const folder = `/public/models/${target}`;
  for (const [name, provider, words] of [
    ["ONNX Runtime Web, WASM, 1 thread", "wasm", length],
    ["ONNX Runtime Web, WebGPU", "webgpu", 6],
  ] as const) {
    // providers share one runtime in a page, and its number of threads
    const call = await bench.another();
    sides.set(name, (round) =>
      call(theirs, "writeText", {
        model: onnx,
        folder,
        provider,
        threads: 1,
        prompt: ids[round % ids.length],
        length: words,
      } satisfies OrtText),
    );
  }
}
await alternate(sides, 1);
const texts = await alternate(sides, rounds);
const mine = texts.get("ours, WebGPU") ?? [];
table(
  ["the target alone, greedy", "tokens/s", "same tokens"],
  [...texts].map(([name, samples]) => [
    name,
    spread(
      samples.map(({ perToken }) => 1000 / perToken),
      1,
    ),
    String(
      samples.every(({ tokens }, i) => tokens.every((token, t) => token === mine[i].tokens[t])),
    ),
  ]),
);

const best = new Map<number, { name: string; ratio: number; overhead: number }>();
for (const temperature of temperatures) {
  const pairs = new Map<string, Side<Written>>([["alone", write(null, 0, temperature)]]);
  for (const draft of drafts)
    for (const gamma of lookaheads)
      pairs.set(`${draft}, γ = ${gamma}`, write(draft, gamma, temperature));
  await alternate(pairs, 1);
  const fast = await alternate(pairs, rounds / 2);
  const base = fast.get("alone") ?? [];
  const ratios = (name: string) =>
    (fast.get(name) ?? []).map(({ perToken }, i) => base[i].perToken / perToken);
  table(
    [`speedup at temperature ${temperature}`, ...lookaheads.map((gamma) => `γ = ${gamma}`)],
    drafts.map((draft) => [
      draft,
      ...lookaheads.map((gamma) => spread(ratios(`${draft}, γ = ${gamma}`), 2)),
    ]),
  );
  const ranked = [...pairs.keys()]
    .filter((name) => name !== "alone")
    .map((name) => ({
      name,
      ratio: median(ratios(name)),
      overhead: median((fast.get(name) ?? []).map(({ overhead }) => overhead)),
    }))
    .sort((a, b) => b.ratio - a.ratio);
  best.set(temperature, ranked[0]);
}

const tokenTime = median(mine.map(({ perToken }) => perToken));
aim("autoregressive tokens/s over the floor", median(times("floor 1")) / tokenTime, 0.7, "least");
aim(
  "verification of 5 tokens over a pass of 1",
  median(times("pass 5")) / median(times("pass 1")),
  1.9,
  "most",
);
for (const [temperature, { name, ratio, overhead }] of best) {
  aim(`best speedup at temperature ${temperature} (${name})`, ratio, 1.15, "least");
  aim("  read-back and JavaScript, share of its iteration", overhead, 0.1, "most");
}
await bench.close();
