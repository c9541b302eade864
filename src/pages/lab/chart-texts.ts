import type { Table } from "../../charts/table.ts";
import type { Phase } from "../../lm/engine.ts";
import type { DeviceCard, RunResult, Sampled } from "../../measure/protocol.ts";
import type { BackendChoice } from "../../scenario/scenario.ts";
import {
  formatCount,
  formatFixed,
  formatNumber,
  formatPercent,
  formatTime,
  formatTimes,
} from "../../ui/format.ts";
import { spread } from "../shared/lab-words.ts";
import { backendNames, listed } from "./texts.tsx";

/** What the Lab's charts say. */

export const phaseNames: Record<Phase, string> = {
  prefill: "prefill",
  draft: "draft",
  verify: "verify",
  decide: "sample",
  "read-back": "read back",
};

/** What the charts call the same things. */
export const marks = {
  draft: "draft",
  target: "target",
  lookahead: "lookahead",
  law: "the law",
  timings: "device's timings",
  measured: "measured",
  measuredAt: (speedup: number, gamma: number) => `${formatTimes(speedup)} at γ = ${gamma}`,
} as const;

const pointsSoFar = (count: number) => `${count} points so far`;
const tokensOf = (gamma: number) => `${gamma} ${gamma === 1 ? "token" : "tokens"} of lookahead`;

export const timeline = {
  title: "Where the time goes",
  nothing: "Nothing has run yet.",
  shares: (shares: readonly (readonly [Phase, number])[]) =>
    `Of the speculative run's time ${shares.map(([phase, share]) => `${formatFixed(100 * share, 0)}% is ${phaseNames[phase]}`).join(", ")}.`,
  x: "Time since the run began",
  choose: "Click an iteration to put it under the microscope.",
  iteration: "iteration",
  adds: "adds",
  tokens: (count: number) => `${count} tokens`,
  zoomOut: "Zoom out",
  zoomIn: "Zoom in",
} as const;

export const lookahead = {
  title: "Speedup over lookahead, predicted and measured",
  summary: (law: number, timings: number, measured: number) =>
    `With this pair the law peaks at ${formatTimes(law)}, the device's timings at ${formatTimes(timings)}${measured > 0 ? `; ${measured} ${measured === 1 ? "lookahead is" : "lookaheads are"} measured` : ""}.`,
  x: "Lookahead γ, tokens",
  y: "Speedup over the target alone",
} as const;

export const positions = {
  title: "Acceptance by position",
  summary: (alpha: number, drift: number) => {
    const measured =
      Math.abs(drift) < 0.03
        ? "The measured rates hardly move with position."
        : `Measured it ${drift > 0 ? "rises" : "falls"} by ${formatFixed(Math.abs(drift), 2)} from the first to the last that was reached often.`;
    return `The law takes acceptance as the same at each position, here ${formatFixed(alpha, 3)}. ${measured}`;
  },
  x: "Position in the lookahead",
  y: "Accepted, given all before",
  position: "position",
  accepted: "accepted",
  judged: "judged",
  alpha: "α of the run",
} as const;

export const drafts = {
  title: "Speedup over draft size, predicted and measured",
  best: (
    measured: { gamma: number; speedup: Sampled },
    [winner, timings, law]: readonly string[],
  ) =>
    `The best measured draft is ${winner} with ${tokensOf(measured.gamma)} (${formatTimes(measured.speedup.median)}). The device's timings choose ${timings}, the law's FLOPs ${law}.`,
  soFar: (points: number) => `${pointsSoFar(points)}; each draft at its best lookahead.`,
  x: "Draft size N, parameters",
  y: "Speedup at the best lookahead",
} as const;

/** The acceptance of every pair of the family. */
export const plane = {
  title: "Acceptance of every pair, measured on held-out stories",
  summary: (
    greedy: boolean,
    chosen: readonly [draft: string, target: string, value: number] | undefined,
  ) =>
    `${greedy ? "How often draft and target rank the same token first." : "The mean of Σ min(p, q) at temperature 1."} A larger draft is accepted more, and costs more.${chosen ? ` The chosen pair, ${chosen[0]} for ${chosen[1]}: ${formatFixed(chosen[2], 3)}.` : ""}`,
  x: "Draft (* distilled)",
  y: "Target",
  short: (params: number, distilled: boolean) => `${formatCount(params, 2)}${distilled ? "*" : ""}`,
  alpha: "α at temperature 1",
  greedy: "Same first token",
  none: "no pair: a draft is smaller than its target",
  choose: "Click a pair to choose it.",
} as const;

export const scatter = {
  title: "Measured against predicted",
  summary: (error: number, points: number) =>
    `The device's own timings are off by ${formatPercent(error, 2)} at the median over ${points} points.`,
  soFar: (points: number) => `${pointsSoFar(points)}.`,
  x: "Predicted speedup",
  y: "Measured speedup",
} as const;

/** The same pair on every engine. */
export const comparison = {
  heading: "The same pair on each engine",
  passes: "Time of a pass over its tokens",
  passesSummary:
    "A pass of the target over several tokens, in passes over one. Speculation pays where this stays flat.",
  tokens: "Tokens of a pass",
  inPasses: "Time, in passes over one token",
  speedups: "The speedup that follows",
  speedupsSummary: (best: readonly { name: string; gamma: number; speedup: number }[]) =>
    `By its timings ${listed(best.map(({ name, gamma, speedup }) => (gamma === 0 ? `${name} does best without a draft` : `${name} does best with ${tokensOf(gamma)} (${formatTimes(speedup)})`)))}. Dots are measured.`,
  one: (name: string, milliseconds: number) => `${name}: ${formatTime(milliseconds)} for one token`,
  /** Of one engine: what was measured. */
  measured: ({ backend, adapter, software }: DeviceCard, { speedup, interval, gamma }: RunResult) =>
    `${backendNames[backend]}${adapter ? ` on ${adapter}` : ""}${backend === "webgpu" && software ? " (a software adapter)" : ""}: measured ${formatTimes(speedup.median)}${interval ? ` (${spread(interval, formatTimes)}, 95%)` : ""} with ${tokensOf(gamma)}.`,
  failed: (backend: BackendChoice, failure: string) => `${backendNames[backend]}: ${failure}`,
  shape: (passes: number, milliseconds: number) =>
    `${formatNumber(passes)} passes, ${formatTime(milliseconds)}`,
  milliseconds: (name: string) => `${name}, time of a pass`,
  predicted: (name: string) => `${name}, speedup by its timings`,
  found: (name: string) => `${name}, measured speedup`,
} as const;

/** Headings of the tables behind the charts, and of the saved one. */
export const columns = {
  draft: { key: "draft", label: "Draft" },
  target: { key: "target", label: "Target" },
  N: { key: "N", label: "Draft size", unit: "parameters" },
  gamma: { key: "gamma", label: "Lookahead", unit: "tokens" },
  alpha: { key: "alpha", label: "Acceptance", unit: "0 to 1" },
  sdsl: { key: "sdsl", label: "Speedup by the law", unit: "×" },
  calibrated: { key: "calibrated", label: "Speedup by the device's timings", unit: "×" },
  measured: { key: "measured", label: "Measured speedup", unit: "×" },
  speedup: { key: "speedup", label: "Speedup measured", unit: "×" },
  low: { key: "low", label: "Speedup measured, 95% from", unit: "×" },
  high: { key: "high", label: "Speedup measured, 95% to", unit: "×" },
  lossless: { key: "lossless", label: "Lossless" },
  position: { key: "position", label: "Position" },
  rate: { key: "rate", label: "Acceptance", unit: "0 to 1" },
  judged: { key: "judged", label: "Proposals judged" },
  iteration: { key: "iteration", label: "Iteration" },
  phase: { key: "phase", label: "Phase" },
  start: { key: "start", label: "Start", unit: "ms" },
  end: { key: "end", label: "End", unit: "ms" },
} as const satisfies Record<string, Table["columns"][number]>;
