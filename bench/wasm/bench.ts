/** npm run bench:wasm: our WebAssembly engine beside ONNX Runtime Web on the same weights, and beside our own
 *  plain engine, in turns in one browser. */
import { median } from "../../src/measure/statistics.ts";
import { type Call, openBench } from "../browser/chromium.ts";
import { onnxModel } from "../onnx/models.ts";
import type { OrtPass, OrtText } from "../onnx/page.ts";
import { aim, alternate, machine, print, type Side, spread, table } from "../report.ts";
import type { Large, largePasses, memory, Text, writeText } from "./page.ts";

type Written = Awaited<ReturnType<typeof writeText>>;
type Alone = Pick<Written, "perToken" | "tokens">;

const target = "stories-2.2m";
const smallest = "stories-19k";
const drafts = [smallest, "stories-53k", "stories-53k-distilled", "stories-188k", "stories-467k"];
const lookaheads = [1, 2, 3, 4, 6, 8];
const prompts = ["Once upon a time", "One day, a little girl", "Tom and his dog", "The sun was"];
/** Targets that no cache holds; see page.ts. */
const largeSizes: readonly Large[] = ["9M", "36M"];
const length = 200;
const rounds = 12;
/** Positions in the cache of ONNX Runtime's passes: about the middle of our texts. */
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
      draft: null,
      gamma: 0,
      temperature: 0,
      prompt: prompt(round),
      length,
      seed: round,
      ...text,
    } satisfies Text);

const onnx = onnxModel(target);
const ort = (call: Call, model: string, threads: number) => {
  const side = { model, folder: `/public/models/${target}`, provider: "wasm", threads } as const;
  return {
    write: (round: number): Promise<Alone> =>
      call(theirs, "writeText", { ...side, prompt: prompt(round), length } satisfies OrtText),
    pass: (rows: number) => (): Promise<number> =>
      call(theirs, "passTime", { ...side, rows, position } satisfies OrtPass),
  };
};
const others =
  onnx === null
    ? null
    : { one: ort(await bench.another(), onnx, 1), two: ort(await bench.another(), onnx, 2) };

const facts = await bench.call<Awaited<ReturnType<typeof memory>>>(ours, "memory");
print(
  `Chromium ${bench.version}, ${others ? "ONNX Runtime Web 1.30.0" : "no Python with PyTorch, so no ONNX Runtime"}`,
);
print(`${machine()}; kernels: ${facts.build}`);
print(
  `${target}, greedy, ${length} tokens, ${rounds} rounds in turns. Median (10th to 90th percentile).`,
);
print();

const alone = new Map<string, Side<Alone>>([
  ["ours, 1 thread", write({})],
  ["ours, 2 threads", write({ backend: "wasm-2" })],
]);
if (others !== null) {
  alone.set("ONNX Runtime Web, 1 thread", others.one.write);
  alone.set("ONNX Runtime Web, 2 threads", others.two.write);
}
alone.set("ours, plain JavaScript", write({ backend: "cpu" }));
await alternate(alone, 1);
const texts = await alternate(alone, rounds);
const perTokenOf = (name: string) =>
  median((texts.get(name) ?? []).map(({ perToken }) => perToken));
const same = (a: readonly Alone[], b: readonly Alone[]) =>
  a.every((text, i) => text.tokens.every((token, t) => token === b[i].tokens[t]));
const mine = texts.get("ours, 1 thread") ?? [];
table(
  ["the target alone", "tokens/s", "of ours", "same tokens"],
  [...texts].map(([name, samples]) => [
    name,
    spread(
      samples.map(({ perToken }) => 1000 / perToken),
      0,
    ),
    (perTokenOf("ours, 1 thread") / perTokenOf(name)).toFixed(2),
    String(same(samples, mine)),
  ]),
);

const base = write({});
const pairs = new Map<string, Side<Written>>([["alone", base]]);
for (const draft of drafts)
  for (const gamma of lookaheads) pairs.set(`${draft} ${gamma}`, write({ draft, gamma }));
await alternate(pairs, 1);
const fast = await alternate(pairs, rounds);
const baseline = fast.get("alone") ?? [];
const ratios = (name: string) =>
  (fast.get(name) ?? []).map(({ perToken }, i) => baseline[i].perToken / perToken);
table(
  ["speedup over the target alone", ...lookaheads.map((gamma) => `γ = ${gamma}`), "draft step, ms"],
  drafts.map((draft) => [
    draft,
    ...lookaheads.map((gamma) => spread(ratios(`${draft} ${gamma}`), 2)),
    spread(
      (fast.get(`${draft} 4`) ?? []).map(({ draftStep }) => draftStep),
      4,
    ),
  ]),
);

const rows = [1, 3, 5, 9];
const oneToken = median(baseline.map(({ verify }) => verify));
const verifyOf = (k: number) =>
  k === 1
    ? oneToken
    : median((fast.get(`stories-188k ${k - 1}`) ?? []).map(({ verify }) => verify));
const passes: (readonly [string, (k: number) => Promise<number>])[] = [
  ["ours, 1 thread", async (k) => verifyOf(k)],
];
if (others !== null) {
  const passOf = (side: ReturnType<typeof ort>) => async (k: number) => {
    const times = await alternate(new Map([["pass", side.pass(k)]]), rounds);
    return median(times.get("pass") ?? []);
  };
  passes.push(["ONNX Runtime Web, 1 thread", passOf(others.one)]);
  passes.push(["ONNX Runtime Web, 2 threads", passOf(others.two)]);
}
const passRows: string[][] = [];
for (const [name, pass] of passes) {
  const times: number[] = [];
  for (const k of rows) times.push(await pass(k));
  passRows.push([name, ...times.map((time) => time.toFixed(3)), (times[2] / times[0]).toFixed(2)]);
}
table(["a pass of the target, ms", ...rows.map((k) => `T = ${k}`), "5 over 1"], passRows);

const larger: string[][] = [];
for (const size of largeSizes) {
  const { params, times } = await bench.call<Awaited<ReturnType<typeof largePasses>>>(
    ours,
    "largePasses",
    { size, rows },
  );
  larger.push([
    `${(params / 1e6).toFixed(1)}M random weights, ${((4 * params) / 1e6).toFixed(0)} MB`,
    ...times.map((time) => time.toFixed(2)),
    (times[2] / times[0]).toFixed(2),
  ]);
}
table(["larger targets, ours, 1 thread, ms", ...rows.map((k) => `T = ${k}`), "5 over 1"], larger);

const best = Math.max(
  ...[...fast.keys()].filter((name) => name !== "alone").map((name) => median(ratios(name))),
);
if (others !== null)
  for (const threads of ["1 thread", "2 threads"])
    aim(
      `tokens/s over ONNX Runtime Web, ${threads} each`,
      perTokenOf(`ONNX Runtime Web, ${threads}`) / perTokenOf(`ours, ${threads}`),
      1,
      "least",
    );
aim("speedup of the best pair", best, 1.8, "least");
aim(
  "a pass of the smallest draft, ms",
  median((fast.get(`${smallest} 4`) ?? []).map(({ draftStep }) => draftStep)),
  0.05,
  "most",
);
aim("verification of 5 tokens over a pass of 1", verifyOf(5) / verifyOf(1), 1.5, "most");
aim("memory over weights and KV cache", facts.bytes / facts.needed, 1.3, "most");
await bench.close();
