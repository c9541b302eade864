/** npm run bench webgpu: our WebGPU engine beside the bare matrix products of its passes and beside ONNX Runtime
 *  Web on the same weights, in turns on one adapter. `GPU=hardware` takes the machine's own adapter. */
import { median } from "../../src/measure/statistics.ts";
import { hardwareGpu, openBench, softwareGpu } from "../browser/chromium.ts";
import { onnxModel } from "../onnx/models.ts";
import type { OrtText } from "../onnx/page.ts";
import { aim, alternate, machine, print, type Side, spread, table } from "../report.ts";
import type { facts, Pass, Text, writeText } from "./page.ts";

type Written = Awaited<ReturnType<typeof writeText>>;

const target = "stories-8.8m";
const smaller = "stories-2.2m";
const drafts = ["stories-53k", "stories-188k", "stories-188k-distilled", "stories-467k-distilled"];
const temperatures = [0, 1];
const prompts = ["Once upon a time", "One day, a little girl", "Tom and his dog", "The sun was"];
const hardware = process.env.GPU === "hardware";
/** A software adapter needs a tenth of a second for two tokens of the target: less of everything. */
const { length, rounds, lookaheads } = hardware
  ? { length: 160, rounds: 8, lookaheads: [1, 2, 3, 4, 6, 8, 12] }
  : { length: 64, rounds: 4, lookaheads: [1, 2, 3, 4] };
const bench = await openBench(hardware ? hardwareGpu : softwareGpu);
const ours = "bench/webgpu/page.ts";
const theirs = "bench/onnx/page.ts";
const ids = await Promise.all(prompts.map((text) => bench.call<number[]>(ours, "promptOf", text)));

const write =
  (draft: string | null, gamma: number, temperature: number): Side<Written> =>
  (round) =>
    bench.call(ours, "writeText", {
      target,
      draft,
      gamma,
      temperature,
      prompt: ids[round % ids.length],
      length,
      seed: round,
    } satisfies Text);

const device = await bench.call<Awaited<ReturnType<typeof facts>>>(ours, "facts", target);
print(`Chromium ${bench.version}; adapter ${device.adapter} (${device.features.join(", ")})`);
print(`${machine()}; kernels of one row: ${device.one}; of several: ${device.many}`);
print(`${target}, ${rounds} rounds in turns. Median (10th to 90th percentile).`);
print();

const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const passTimes = new Map<string, number[]>();
for (const id of [target, smaller]) {
  const names = ["passTime", "floorTime"] as const;
  const passes = await alternate(
    new Map<string, Side<number>>(
      names.flatMap((name) =>
        rows.map((k) => [
          `${name} ${k}`,
          () => bench.call<number>(ours, name, { target: id, rows: k } satisfies Pass),
        ]),
      ),
    ),
    rounds,
  );
  for (const [name, times] of passes) passTimes.set(`${id} ${name}`, times);
  table(
    [`${id}, ms on the device`, ...rows.map((k) => `T = ${k}`)],
    names.map((name) => [
      name === "passTime" ? "a pass" : "its products alone, best shapes",
      ...rows.map((k) => median(passes.get(`${name} ${k}`) ?? []).toFixed(2)),
    ]),
  );
}
const passOf = (name: "passTime" | "floorTime", k: number) =>
  median(passTimes.get(`${target} ${name} ${k}`) ?? []);

const alone = write(null, 0, 0);
const onnx = onnxModel(target);
const sides = new Map<string, Side<Pick<Written, "perToken" | "tokens">>>([
  ["ours, WebGPU", alone],
]);
if (onnx !== null) {
  const folder = `/public/models/${target}`;
  for (const [name, provider, words] of [
    ["ONNX Runtime Web, WASM, 1 thread", "wasm", length],
    ["ONNX Runtime Web, WebGPU", "webgpu", hardware ? length : 4],
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
  const fast = await alternate(pairs, rounds);
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
aim("autoregressive tokens/s over the floor", passOf("floorTime", 1) / tokenTime, 0.7, "least");
const fiveOverOne = passOf("passTime", 5) / passOf("passTime", 1);
aim("verification of 5 tokens over a pass of 1", fiveOverOne, 1.9, "most");
for (const [temperature, { name, ratio, overhead }] of best) {
  aim(`best speedup at temperature ${temperature} (${name})`, ratio, 1.4, "least");
  aim("  read-back and JavaScript, share of its iteration", overhead, 0.1, "most");
}
await bench.close();
