/** npm run bench:curves: times the Explore page's whole answer, beside the same chain in SciPy, and
 *  checks that both give the same numbers. */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import {
  acceptanceOf,
  compute,
  headlineOf,
  lookaheadOf,
  lookaheadRange,
  mapOf,
  optimumOf,
} from "../../src/curves/compute.ts";
import { mainCurve } from "../../src/curves/main.ts";
import { resolve } from "../../src/curves/resolve.ts";
import { defaultScenario } from "../../src/scenario/scenario.ts";

/** Runs of ours before and while the clock runs, and of SciPy's. */
const warmUp = 300;
const repeats = 300;
const scipyRepeats = 25;
/** What the page promises, ms. */
const aim = 8;

interface SciPy {
  readonly missing?: string;
  readonly versions: string;
  readonly values: {
    readonly headline: { readonly N_opt: number; readonly speedup: number };
    readonly main: readonly number[];
    readonly optimum: readonly number[];
    readonly whole: readonly number[];
    readonly map: readonly number[];
  };
  readonly parts: Readonly<Record<string, readonly number[]>>;
  readonly answer: readonly number[];
}

interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

function summary(times: readonly number[]): Summary {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

function timed(action: (i: number) => unknown): Summary {
  for (let i = 0; i < warmUp; i++) action(i);
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    action(i);
    times.push(performance.now() - start);
  }
  return summary(times);
}

const { x, y } = defaultScenario;
const resolved = resolve(defaultScenario);
const gammaMax = lookaheadRange(headlineOf(resolved));
// as in a drag, no two questions alike
const dragged = Array.from({ length: 97 }, (_, i) => ({
  ...defaultScenario,
  M: 13e9 * (405 / 13) ** (i / 96),
}));
const ours = {
  answer: timed((i) => compute(dragged[i % dragged.length] ?? defaultScenario)),
  parts: new Map<string, Summary>([
    ["headline, N* and its band", timed(() => headlineOf(resolve(defaultScenario)))],
    ["S over 400 drafts, band", timed(() => mainCurve(resolved, x, y, gammaMax))],
    ["N* over 121 targets, band", timed(() => optimumOf(resolved))],
    ["S over lookahead, band", timed(() => lookaheadOf(resolved, gammaMax))],
    ["acceptance over 400 drafts, band", timed(() => acceptanceOf(resolved))],
    ["map 96 x 64", timed(() => mapOf(resolved, gammaMax))],
  ]),
};

const answer = compute(defaultScenario);
const python = spawnSync(
  process.env.PYTHON ?? "python3",
  [fileURLToPath(new URL("scipy_chain.py", import.meta.url))],
  {
    input: JSON.stringify({
      M: defaultScenario.M,
      D: defaultScenario.D,
      repeats: scipyRepeats,
      gammaMax,
    }),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
    maxBuffer: 1 << 26,
  },
);
const scipy: SciPy | undefined = python.status === 0 ? JSON.parse(python.stdout) : undefined;

const write = (line: string) => process.stdout.write(`${line}\n`);
const cell = (time: Summary | undefined) =>
  time
    ? `${time.median.toFixed(2)} (${time.low.toFixed(2)} to ${time.high.toFixed(2)})`
    : "not there";

write(`Node ${process.versions.node}, V8 ${process.versions.v8}`);
write(scipy && !scipy.missing ? scipy.versions : "SciPy is missing: only ours is timed.");
write(`${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} threads`);
write(
  `Medians in ms (10th to 90th percentile), ${repeats} runs of ours, ${scipyRepeats} of SciPy's.`,
);
write("");
write(`| ${"part".padEnd(32)} | ${"ours".padEnd(24)} | ${"SciPy".padEnd(28)} |`);
write(`| ${"-".repeat(32)} | ${"-".repeat(24)} | ${"-".repeat(28)} |`);
const row = (name: string, mine: Summary, theirs: readonly number[] | undefined) =>
  write(
    `| ${name.padEnd(32)} | ${cell(mine).padEnd(24)} | ${cell(theirs && summary(theirs)).padEnd(28)} |`,
  );
for (const [name, time] of ours.parts) row(name, time, scipy?.parts?.[name]);
row("whole answer", ours.answer, scipy?.answer);
write("");

if (scipy && !scipy.missing) {
  const worst = (mine: ArrayLike<number>, theirs: readonly number[]) =>
    Math.max(
      ...Array.from(mine, (value, i) => Math.abs(value / (theirs[i] ?? Number.NaN) - 1)),
      mine.length === theirs.length ? 0 : Number.NaN,
    );
  const { readouts } = answer.headline;
  const differences = {
    "N*": worst([readouts.N_opt], [scipy.values.headline.N_opt]),
    S: worst([readouts.speedup], [scipy.values.headline.speedup]),
    "S over drafts": worst(answer.main.y, scipy.values.main),
    "N* over targets": worst(answer.optimum.curve.y, scipy.values.optimum),
    "S over lookahead": worst(answer.lookahead.whole, scipy.values.whole),
    map: worst(answer.map.values, scipy.values.map),
  };
  write("Largest relative difference between the two:");
  for (const [name, value] of Object.entries(differences))
    write(`  ${name.padEnd(18)} ${value.toExponential(1)}`);
  const far = Object.entries(differences).filter(([, value]) => !(value < 1e-6));
  if (far.length > 0) {
    write(`FAILED: ${far.map(([name]) => name).join(", ")} differ by more than 1e-6.`);
    process.exitCode = 1;
  }
}
write(
  `The whole answer takes ${ours.answer.median.toFixed(2)} ms; the aim is ${aim} ms${ours.answer.median > aim ? ", which this run missed" : ""}.`,
);
