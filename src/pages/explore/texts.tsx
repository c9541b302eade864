import type { Table } from "../../charts/table.ts";
import type { Headline, Readouts } from "../../curves/answer.ts";
import type { CostName } from "../../curves/costs.ts";
import type { Model, XAxis, YAxis } from "../../scenario/scenario.ts";
import type { Dtype } from "../../sdsl/hardware.ts";
import { headlineLaw } from "../../sdsl/published.ts";
import {
  formatAcceptance,
  formatCount,
  formatLookahead,
  formatNumber,
  formatPerplexity,
  formatShare,
  formatSpeedup,
  formatTokens,
} from "../../ui/format.ts";

/** Every text of the Explore page that is not a figure: first the fixed ones, then the sentences that are
 *  made of today's numbers. */

export const page = {
  bare: "SDSL Explorer",
  controls: "Controls",
  again: "Compute again",
} as const;

export const intro = {
  heading: "How big should a draft model be?",
  lead: (
    <>
      In <em>speculative decoding</em> a small <span className="ink-draft">draft</span> model writes
      a few tokens ahead and the large <span className="ink-target">target</span> checks them all in
      one pass, so the text is the target's own, only faster. A larger draft is{" "}
      <span className="ink-alpha">accepted</span> more often but costs more each step. Somewhere
      between lies the best one, and a scaling law says where.
    </>
  ),
  unfold: "What is this about?",
  examples: "Things to try",
  tryThis: "Try",
} as const;

export const questions = {
  small: "Why do small targets gain little?",
  accepted: "What if my acceptance is 0.8?",
  byPlane: "by the plane",
  large: "What does a 1B draft cost a 70B target?",
  served: "And with 64 users on one H100?",
  close: "Close the answer",
} as const;

const { mu, M0 } = headlineLaw;
const line = (M: number) => formatShare(M / (mu.value * M + M0.value));
const sloganWords = `“200 times smaller” is true of one size, and of which depends on whom one asks. The paper's line, N = μM + M₀, is ${line(13e9)} of the target at 13B and ${line(70e9)} at 70B, passes 1/200 at ${formatCount(M0.value / (1 / 200 - mu.value), 2)} and tends to ${formatShare(1 / mu.value)}. The chain that this page solves passes 1/200 later and falls on past 1/400: the chart of optimal drafts shows both.`;

export const reading = {
  heading: "Reading the curves, in one minute",
  paragraphs: [
    {
      name: "The hump.",
      text: (
        <>
          On the left the draft is too weak: few of its tokens are accepted. On the right it is too
          slow: drafting costs as much as it saves. The top is <span className="ink-draft">N*</span>
          , and it is broad, so a draft of half or twice the size loses little.
        </>
      ),
    },
    {
      name: "The lookahead.",
      text: (
        <>
          Each further token is reached only if all before it were accepted, so its worth falls as a
          geometric series while its cost stays. Where the next one would lower the average of
          tokens per cost lies <span className="ink-gamma">γ*</span>; what is served is the better
          whole number beside it.
        </>
      ),
    },
    {
      name: "The slogan.",
      text: sloganWords,
    },
    {
      name: "The fine print.",
      text: "The acceptance plane was fitted on one data set and explains 60% of what was measured; the shaded bands carry the rest. Hatching marks sizes that nobody fitted. The plane does not know that a draft as large as its target must be accepted always. The paper counts FLOPs at batch 1: choose the roofline to see what a real device changes.",
    },
  ],
} as const;

export const controls = {
  M: {
    label: "Target size",
    hint: "Parameters of the model that you serve.",
    sweep: "Play 1B to 1T",
    stop: "Stop",
  },
  alpha: {
    label: "Acceptance rate",
    auto: "By the paper's plane. Move it to what you measured.",
    measured: (anchor: number) =>
      `Measured with a draft of ${formatCount(anchor)}; the plane passes through it.`,
  },
  N: {
    label: "Draft size",
    auto: "The best one, N*.",
    none: "No draft pays; here is 1/200 of the target.",
    set: "Yours; auto goes back to N*.",
  },
  gamma: {
    label: "Lookahead",
    auto: "This draft's best one, γ*.",
    set: "Yours; auto goes back to γ*.",
  },
  training: "Training and acceptance law",
  cost: "Cost model and hardware",
} as const;

export const training = {
  D: "Draft's training tokens",
  Dt: "Target's training tokens",
  law: "Pre-training law",
  besiroglu: "Besiroglu et al. 2024",
  hoffmann: "Hoffmann et al. 2022",
  own: "Your own constants",
  lawHint:
    "Hoffmann's constants with drafts of 100B tokens give the paper's four best drafts to the digit; Besiroglu's come within 1% at 180B. The paper names neither.",
  plane: "Acceptance plane",
  sdsl: "SDSL's fit",
} as const;

const bytesText = (bytes: number) =>
  bytes >= 1e12 ? `${formatNumber(bytes / 1e12)} TB` : `${formatNumber(bytes / 1e9)} GB`;

export const costs = {
  model: "Cost model",
  flops: "FLOPs (the paper's)",
  roofline: "Roofline of a device",
  ratio: "Measured ratio c",
  hints: {
    flops: "As in the paper: 2 FLOPs a parameter, and a verification costs one target pass.",
    ratio: "Your measured c, the same for every draft size: then the largest draft always wins.",
    roofline: "Time by memory traffic, arithmetic and launches: verification pays for its tokens.",
  },
  c: "Draft step over target pass",
  hardware: "Hardware",
  own: "Your own device",
  ownHint: "Bandwidth, peak and fixed time of one pass.",
  units: { GBps: "GB/s", TFLOPs: "TFLOP/s", us: "µs a pass" },
  weights: "Weights",
  dtypes: {
    fp32: "32-bit",
    bf16: "16-bit (bf16)",
    fp8: "8-bit (fp8)",
    int4: "4-bit (int4)",
  } satisfies Record<Dtype, string>,
  batch: "Batch, sequences",
  context: "Context, tokens",
  mbu: "Bandwidth reached (MBU)",
  mfu: "Peak reached (MFU)",
  source: (source: string) => `Figures: ${source}.`,
  tooLarge: (weights: number, cache: number, memoryGB: number, devices: number, source: string) =>
    `The target's weights take ${bytesText(weights)}, the KV cache takes ${bytesText(cache)}, and one device holds ${memoryGB} GB: ${formatCount(devices)} are needed at least. Speedup is a ratio of times, so it reads the same while they share the work evenly. Figures: ${source}.`,
} as const;

/** The table that sets the cost models side by side. */
export const costsBeside = {
  caption: "This draft under each cost model",
  names: {
    flops: "FLOPs",
    bytes: "Bytes read",
    roofline: "Roofline",
    ratio: "Your ratio",
  } satisfies Record<CostName, string>,
  model: "Cost model",
  c: "c",
  cHint: "One draft step, in target passes",
  gamma: "γ",
  gammaHint: "Lookahead",
  verify: "verify",
  verifyHint: "Verifying γ + 1 tokens, in target passes",
  speedup: "speedup",
} as const;

export const pins = {
  heading: "Compare",
  name: "Name of the pin",
  add: "Pin this curve",
  full: (most: number) => `A link holds ${most} pins. Remove one to add another.`,
  recall: "Go back to",
  remove: (name: string) => `Remove ${name}`,
  numbers: ({ N, gamma, readouts: { speedup } }: Headline) =>
    `${formatSpeedup(speedup)} · ${formatCount(N)} draft · γ ${formatLookahead(gamma)}`,
  same: (name: string) => `What is set is pinned as ${name}.`,
  caption: "What is set and what is pinned",
  now: "Now",
  columns: [
    { short: "N", long: "Draft size" },
    { short: "α", long: "Acceptance" },
    { short: "γ", long: "Lookahead" },
    { short: "S", long: "Speedup" },
  ],
  /** What a scenario is called until somebody names it. */
  suggestion: ({ M, N, alpha, cost }: Model) => {
    const draft = N === "auto" ? "" : `, ${formatCount(N)} draft`;
    const accepted = alpha === "auto" ? "" : `, α ${alpha}`;
    const costed = cost === "flops" ? "" : cost === "roofline" ? ", roofline" : ", ratio";
    return `${formatCount(M)}${draft}${accepted}${costed}`;
  },
} as const;

/** The columns of the two rows of numbers. */
export const readoutNames: Record<
  Exclude<keyof Readouts, "target_perplexity" | "N_law">,
  string
> = {
  N_opt: "Size",
  ratio: "Of the target",
  draft_perplexity: "Perplexity x",
  alpha: "Acceptance α",
  gamma_opt: "Lookahead γ*",
  gamma_int: "Whole γ",
  tokens_per_iteration: "Tokens an iteration",
  speedup: "Speedup",
  speedup_int: "Speedup",
};
export const readoutRows = {
  best: "Best draft N*",
  bestAt: (gamma: number) => `Best draft N* at γ = ${formatLookahead(gamma)}`,
  yours: "Your draft",
  none: "No draft pays",
  reference: "For comparison: 1/200 of the target",
  beside: "Beside them",
  speedupAt: (gamma: number) => `Speedup at γ ${formatLookahead(gamma)}`,
  target_perplexity: "Target's perplexity y",
  N_law: "Paper's line μM + M₀",
} as const;
export const plan = {
  link: "Plan for this target on a real machine",
} as const;
export const fromTo = (low: string, high: string) => `${low} to ${high}`;

/** What each quantity is called: in a sentence, and on its axis. */
export const quantityNames = {
  N: { name: "draft size", unit: "parameters", label: "Draft size N, parameters" },
  M: { name: "target size", unit: "parameters", label: "Target size M, parameters" },
  gamma: { name: "lookahead", unit: "tokens", label: "Lookahead γ, tokens" },
  alpha: { name: "acceptance", unit: "0 to 1", label: "Acceptance α" },
  tokens: { name: "tokens an iteration", unit: "tokens", label: "Expected tokens an iteration" },
  speedup: { name: "speedup", unit: "×", label: "Speedup over the target alone" },
} as const satisfies Record<XAxis | YAxis, { name: string; unit: string; label: string }>;

/** Headings of the tables behind the charts. */
export const columns = {
  N: { key: "N", label: "Draft size", unit: "parameters" },
  M: { key: "M", label: "Target size", unit: "parameters" },
  gamma: { key: "gamma", label: "Lookahead", unit: "tokens" },
  alpha: { key: "alpha", label: "Acceptance", unit: "0 to 1" },
  speedup: { key: "speedup", label: "Speedup", unit: "×" },
  perplexity: { key: "x", label: "Draft perplexity", unit: "exp of nats a token" },
  N_opt: { key: "N_opt", label: "Optimal draft", unit: "parameters" },
  law: { key: "N_law", label: "Paper's law", unit: "parameters" },
  lawLow: { key: "N_law_low", label: "Paper's law, low", unit: "parameters" },
  lawHigh: { key: "N_law_high", label: "Paper's law, high", unit: "parameters" },
} as const satisfies Record<string, Table["columns"][number]>;

/** The ends of a band, as columns beside its curve. */
export const bandColumns = {
  low: (label: string) => `${label}, low`,
  high: (label: string) => `${label}, high`,
  pinned: (label: string, pin: string) => `${label}, pinned as ${pin}`,
  note: "Low and high are the ends of the 95% band.",
} as const;

/** Where a curve must be read with care. */
export const hatches = {
  low: "plane below 0",
  high: "plane above 0.9999",
  unfitted: "below any fitted draft",
} as const;

/** Titles, hints and the names that charts share. */
export const charts = {
  optimum: {
    title: "Optimal draft over target size",
    drag: "Drag to choose the target size.",
    best: "best draft N*",
    share: "of the target",
    law: "paper's law",
    legend: {
      chain: "N*, this chain",
      law: "paper's law, 95%",
      published: "published",
      slogan: "M/200",
    },
  },
  lookahead: {
    title: "Speedup over lookahead",
    drag: "Drag to choose the lookahead.",
    best: (gamma: number) => `γ* ${formatLookahead(gamma)}`,
    legend: { real: "real γ", whole: "whole γ" },
  },
  acceptance: {
    title: "Acceptance over draft size",
    drag: "Drag to choose the draft size.",
    perplexity: "perplexity x",
    legend: { plane: "α by the plane", measured: "measured" },
  },
  map: {
    title: "Speedup over draft size and lookahead",
    drag: "Drag or click to choose both.",
    legend: "Speedup",
  },
  main: {
    title: (y: string, x: string) => `${capital(y)} over ${x}`,
    drag: (x: string) => `Drag to choose the ${x}.`,
    peak: (name: string, y: string, x: string) => `${capital(name)} peaks at ${y} near ${x}.`,
    ends: (name: string, y0: string, x0: string, y1: string, x1: string) =>
      `${capital(name)} goes from ${y0} at ${x0} to ${y1} at ${x1}.`,
    chosen: (name: string, x: string, y: string) => `At the ${name} chosen, ${x}, it is ${y}.`,
    best: (N: string) => `N* ${N}`,
    published: (N: string) => `published: ${N}`,
    law: (N: string) => `paper's law: ${N}`,
    vertical: "Vertical axis",
    over: "over",
    horizontal: "Horizontal axis",
  },
  band: "95% band",
  trace: "path of the answer",
  extrapolated: "extrapolated",
} as const;

/** With a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The chain of equations: the name of each step, and what a screen reader says of it. */
export const chain = {
  heading: "How the number comes about",
  draft: "Perplexity of the draft",
  draftSpoken: (x: number, N: number, D: number) =>
    `Draft perplexity x is ${formatPerplexity(x)}, from ${formatCount(N)} parameters and ${formatCount(D)} tokens.`,
  target: "and of the target",
  targetSpoken: (y: number, M: number, D: number) =>
    `Target perplexity y is ${formatPerplexity(y)}, from ${formatCount(M)} parameters and ${formatCount(D)} tokens.`,
  alpha: "Acceptance, from both",
  alphaMeasured: "Acceptance, moved to your measurement",
  alphaSpoken: (alpha: number, cut: boolean) =>
    `Acceptance alpha is ${formatAcceptance(alpha)}${cut ? ", cut off at the end of its range" : ""}.`,
  gamma: "The best lookahead",
  gammaSet: "The best lookahead (yours is set)",
  gammaSpoken: (gamma: number) => `The best lookahead gamma star is ${formatTokens(gamma)}.`,
  speedup: "Speedup: tokens an iteration over its cost",
  speedupSpoken: (tokens: number, cost: number, speedup: number) =>
    `Speedup is ${formatNumber(tokens)} tokens over a cost of ${formatNumber(cost)} target passes: ${formatNumber(speedup)}.`,
} as const;
