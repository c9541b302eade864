/** npm run bench wasm: our WebAssembly engine beside ONNX Runtime Web on the same weights, and beside our own
 *  plain engine, in turns in one browser. */
import { median } from "../../src/measure/statistics.ts";
import { type Call, openBench } from "../browser/chromium.ts";
import { onnxModel } from "../onnx/models.ts";
import type { OrtPass, OrtText } from "../onnx/page.ts";
import { aim, alternate, machine, print, type Side, spread, table } from "../report.ts";
import type { memory, Passes, Text, writeText } from "./page.ts";

type Written = Awaited<ReturnType<typeof writeText>>;
type Alone = Pick<Written, "perToken" | "tokens">;

const target = "stories-8.8m";
/** A target that the processor's caches hold, to see what that changes. */
const smaller = "stories-2.2m";
const smallest = "stories-19k";
const drafts = [
  smallest,
  "stories-188k",
  "stories-188k-distilled",
  "stories-467k",
  "stories-467k-distilled",
];
const lookaheads = [1, 2, 3, 4, 6, 8];
const temperatures = [0, 1];
const prompts = ["Once upon a time", "One day, a little girl", "Tom and his dog", "The sun was"];
const length = 120;
const rounds = 8;
const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Positions in the cache of a pass: about the middle of our texts. */
const position = 100;

const bench = await openBench();
const ours = "bench/wasm/page.ts";
const theirs = "bench/onnx/page.ts";
const ids = await Promise.all(prompts.map((text) => bench.call<number[]>(ours, "promptOf", text)));
const prompt = (round: number) => ids[round % ids.length];

const write =
  (text: Partial<Text>): Side<Written> =>
  (round) =>
    bench.call(ours, "writeText", {
      backend: "wasm",
      target,
      draft: null,
      gamma: 0,
      temperature: 0,
      prompt: prompt(round),
      length,
      seed: round,
      ...text,
    } satisfies Text);
const pass = (of: Pick<Passes, "backend" | "target">, k: number) => (): Promise<number> =>
  bench.call(ours, "passTime", { ...of, position, rows: k } satisfies Passes);

const ort = (call: Call, id: string, model: string, threads: number) => {
  const side = { model, folder: `/public/models/${id}`, provider: "wasm", threads } as const;
  return {
    write: (round: number): Promise<Alone> =>
      call(theirs, "writeText", { ...side, prompt: prompt(round), length } satisfies OrtText),
    pass: (k: number) => (): Promise<number> =>
      call(theirs, "passTime", { ...side, rows: k, position } satisfies OrtPass),
  };
};
const onnx: Readonly<Record<string, string | null>> = {
  [target]: onnxModel(target),
  [smaller]: onnxModel(smaller),
};
// the number of threads is the page's
const pages = [await bench.another(), await bench.another()];
const others = (id: string) => {
  const model = onnx[id];
  return model === null ? null : pages.map((call, i) => ort(call, id, model, i + 1));
};

const facts = await bench.call<Awaited<ReturnType<typeof memory>>>(ours, "memory", target);
print(
  `Chromium ${bench.version}, ${onnx[target] ? "ONNX Runtime Web 1.30.0" : "no Python with PyTorch, so no ONNX Runtime"}`,
);
print(`${machine()}; kernels: ${facts.build}`);
print(`${length} tokens, ${rounds} rounds in turns. Median (10th to 90th percentile).`);
print();

const threadNames = ["1 thread", "2 threads"];
const perTokenOf = new Map<string, number>();
for (const id of [target, smaller]) {
  const alone = new Map<string, Side<Alone>>([
    ["ours, 1 thread", write({ target: id })],
    ["ours, 2 threads", write({ target: id, backend: "wasm-2" })],
  ]);
  for (const [i, side] of (others(id) ?? []).entries())
    alone.set(`ONNX Runtime Web, ${threadNames[i]}`, side.write);
  if (id === smaller) alone.set("ours, plain JavaScript", write({ target: id, backend: "cpu" }));
  await alternate(alone, 1);
  const texts = await alternate(alone, rounds);
  const mine = texts.get("ours, 1 thread") ?? [];
  const time = (name: string) => median((texts.get(name) ?? []).map(({ perToken }) => perToken));
  const same = (a: readonly Alone[]) =>
    a.every((text, i) => text.tokens.every((token, t) => token === mine[i].tokens[t]));
  for (const name of texts.keys()) perTokenOf.set(`${id} ${name}`, time(name));
  table(
    [`${id} alone, greedy`, "tokens/s", "of ours", "same tokens"],
    [...texts].map(([name, samples]) => [
      name,
      spread(
        samples.map(({ perToken }) => 1000 / perToken),
        0,
      ),
      (time("ours, 1 thread") / time(name)).toFixed(2),
      String(same(samples)),
    ]),
  );
}

const best: { temperature: number; name: string; ratio: number }[] = [];
let draftStep = Number.NaN;
for (const temperature of temperatures) {
  const pairs = new Map<string, Side<Written>>([["alone", write({ temperature })]]);
  for (const draft of drafts)
    for (const gamma of lookaheads)
      pairs.set(`${draft}, γ = ${gamma}`, write({ draft, gamma, temperature }));
  const fast = await alternate(pairs, rounds);
  const baseline = fast.get("alone") ?? [];
  const ratios = (name: string) =>
    (fast.get(name) ?? []).map(({ perToken }, i) => baseline[i].perToken / perToken);
  const mean = (name: string, of: (text: Written) => number) =>
    median((fast.get(name) ?? []).map(of));
  table(
    [
      `speedup at temperature ${temperature}`,
      ...lookaheads.map((gamma) => `γ = ${gamma}`),
      "tokens an iteration, γ = 4",
      "draft step, ms",
    ],
    drafts.map((draft) => [
      draft,
      ...lookaheads.map((gamma) => spread(ratios(`${draft}, γ = ${gamma}`), 2)),
      mean(`${draft}, γ = 4`, ({ tokensPerIteration }) => tokensPerIteration).toFixed(2),
      mean(`${draft}, γ = 4`, (text) => text.draftStep).toFixed(4),
    ]),
  );
  const ranked = [...fast.keys()]
    .filter((name) => name !== "alone")
    .map((name) => ({ temperature, name, ratio: median(ratios(name)) }))
    .sort((a, b) => b.ratio - a.ratio);
  best.push(ranked[0]);
  draftStep = mean(`${smallest}, γ = 4`, (text) => text.draftStep);
}

let fiveOverOne = Number.NaN;
for (const id of [target, smaller]) {
  const sides = new Map<string, (k: number) => () => Promise<number>>([
    ["ours, 1 thread", (k) => pass({ backend: "wasm", target: id }, k)],
    ["ours, 2 threads", (k) => pass({ backend: "wasm-2", target: id }, k)],
  ]);
  for (const [i, side] of (others(id) ?? []).entries())
    sides.set(`ONNX Runtime Web, ${threadNames[i]}`, side.pass);
  const times = await alternate(
    new Map([...sides].flatMap(([name, of]) => rows.map((k) => [`${name} ${k}`, of(k)] as const))),
    rounds,
  );
  const at = (name: string, k: number) => median(times.get(`${name} ${k}`) ?? []);
  table(
    [`a pass of ${id}, ms`, ...rows.map((k) => `T = ${k}`), "5 over 1"],
    [...sides.keys()].map((name) => [
      name,
      ...rows.map((k) => at(name, k).toFixed(3)),
      (at(name, 5) / at(name, 1)).toFixed(2),
    ]),
  );
  if (id === target) fiveOverOne = at("ours, 1 thread", 5) / at("ours, 1 thread", 1);
}

if (onnx[target])
  for (const threads of threadNames)
    aim(
      `tokens/s over ONNX Runtime Web, ${threads} each`,
      (perTokenOf.get(`${target} ONNX Runtime Web, ${threads}`) ?? Number.NaN) /
        (perTokenOf.get(`${target} ours, ${threads}`) ?? Number.NaN),
      1,
      "least",
    );
for (const { temperature, name, ratio } of best)
  aim(`speedup of the best pair at temperature ${temperature} (${name})`, ratio, 1.8, "least");
aim("a pass of the smallest draft, ms", draftStep, 0.05, "most");
aim("verification of 5 tokens over a pass of 1", fiveOverOne, 1.5, "most");
aim("memory over weights and KV cache", facts.bytes / facts.needed, 1.3, "most");
await bench.close();
