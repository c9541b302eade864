import type { Predictor } from "../../sdsl/evidence/predict.ts";
import {
  formatChange,
  formatCount,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRatio,
} from "../../ui/format.ts";

/** Every text of the Evidence page. */

export const ui = {
  table: "table",
  csv: "Save as CSV",
  json: "Save as JSON",
  all: "Save everything on this page as JSON",
  contents: "On this page",
  look: "Look at",
} as const;

export const title = {
  heading: "Why believe it?",
  lead: "Every figure of the paper that we hold, computed again and set beside it; and what others have measured, beside what each cost model would have said. Where something fails, it says so.",
} as const;

export const sections = {
  claims: "The claims",
  table: "The best drafts",
  law: "The straight line",
  plane: "Acceptance",
  measured: "Measured by others",
  limits: "Limits",
} as const;

export type Verdict = "holds" | "depends" | "fails" | "unknown";
export const verdicts: Record<Verdict, string> = {
  holds: "holds",
  depends: "depends on the training sets",
  fails: "does not hold",
  unknown: "cannot be checked here",
};

/** An error, with one decimal always, so that columns line up. */
export const errorText = (value: number) =>
  Number.isNaN(value) ? "–" : `${formatFixed(100 * value, 1)}%`;
export const tokensText = (D: number) => `${formatCount(D, 2)} tokens`;

export const columns = {
  claim: "Claim",
  published: "Published",
  ours: "Computed here",
  deviation: "Deviation",
  verdict: "Verdict",
} as const;

export const claims = {
  caption: "What the paper says, and what came of it here",
  drafts: "Best drafts for four targets",
  slope: "Slope of the line, μ",
  intercept: "Intercept of the line, M₀",
  slogan: "“The draft is 200 times smaller”, 13B to 110B",
  sloganWide: "The same, 1B to 1T",
  plane: "Fit of the acceptance plane, R²",
  latencies: "Latencies in the appendix",
  notHeld: "not held here",
  range: (low: number, high: number) => `${formatCount(low)} to ${formatCount(high)}`,
  ratios: (low: number, high: number) =>
    `${formatRatio(Math.round(low))} to ${formatRatio(Math.round(high))}`,
  mean: (value: number) => `${errorText(value)} in the mean`,
} as const;

export const claimNotes = {
  drafts:
    "With Hoffmann's constants, drafts of 100B tokens and each target's own training: all four to the last digit. The paper does not name its constants; this is inferred.",
  line: (D: number) =>
    `The line through our drafts for the four targets. It is the line of the paper's own table; with drafts of ${tokensText(D)} it has the law's slope.`,
  slogan: (low: number, high: number) =>
    `Over the paper's own targets, by the paper's own table: ${formatRatio(low)} to ${formatRatio(high)}.`,
  sloganWide: "By the chain, beyond what was fitted.",
  plane: "The pairs it was fitted to are not held here.",
  latencies: "We do not fill the gap with invented numbers.",
} as const;

export const table = {
  lead: "The paper lists the best draft for four targets. The same chain, with the paper's acceptance plane and Hoffmann's constants, gives them back to the last digit. The paper does not say which constants it used: that is inferred from this match.",
  caption: "Optimal drafts, published and computed",
  target: "Target",
  trained: "Target's tokens",
  published: "Published",
  hoffmann: "Hoffmann, drafts of 100B",
  besiroglu: "Besiroglu, drafts of 180B",
  law: "Headline law",
  deviation: "Deviation",
  millions: (N: number) => `${formatFixed(N / 1e6, 2)}M`,
  assumed: (tokens: string) => `${tokens}, assumed`,
  note: "Computed with the plane A −0.0067, B 0.01297, C 0.642 and 2 FLOPs a parameter. Published: arXiv 2603.11053; OPT's tokens: arXiv 2205.01068; LLaMA3's: Meta's model card.",
  unknown: (most: number, at15T: number) =>
    `What remains unknown: the paper names neither its constants nor its training sets. Qwen1.5-110B's tokens are not published; any number up to ${formatCount(most, 2)} gives 410M, and 15T would give ${formatCount(at15T)}.`,
} as const;

export const scan = {
  caption: "How many of the four values come out to the last digit",
  D: "Drafts' tokens",
  values: (name: string) => `${name}: of four`,
  mean: (name: string) => `${name}: mean deviation`,
  note: "Each target on its own training tokens. To the last digit: the same number of millions.",
} as const;

export const training = {
  title: "Which constants reproduce the table?",
  x: "Training tokens of the drafts",
  y: "Mean deviation from the table",
  tokens: "drafts' tokens",
  besiroglu: "Besiroglu 2024",
  hoffmann: "Hoffmann 2022",
  usual: "100B",
  met: (deviation: number, values: number) =>
    `${formatPercent(deviation, 2)}, ${formatCount(values)} of 4`,
  ofFour: (name: string) => `${name}, of four to the last digit`,
  summary: (
    hoffmann: { values: number; from: number; to: number },
    besiroglu: { values: number; from: number; to: number },
  ) =>
    `Hoffmann's constants give ${formatCount(hoffmann.values)} of 4 values to the last digit with drafts of ${formatCount(hoffmann.from, 3)} to ${formatCount(hoffmann.to, 3)} tokens. Besiroglu's never give more than ${formatCount(besiroglu.values)}.`,
} as const;

export const law = {
  lead: "N* = μM + M₀ is the paper's headline. The table and the chain agree with one another; only the line does not agree with them.",
  caption: "The line, and the lines through the drafts",
  source: "Line through",
  slope: "Slope μ",
  intercept: "Intercept M₀",
  D: "Drafts' tokens",
  headline: "the paper's fit, 95%",
  published: "the paper's table",
  chain: (name: string) => `our drafts, ${name}`,
  closest: (name: string) => `our drafts, ${name}, as steep as the paper's`,
  pooledOurs: (name: string) => `our drafts, ${name}, pooled`,
  pooled: "pooled",
  pool: "100B to 15T",
  unstated: "not held",
  hoffmann: "Hoffmann",
  besiroglu: "Besiroglu",
  note: "Lines by least squares through the four targets of the table; pooled: over 13 training sets, evenly in the logarithm. Which targets and training sets the paper pooled is not held here.",
  reading: (D: number, pooled: number, atLargest: number) =>
    `The paper's table lies on a steeper line than the paper's own law, outside its interval: at 110B the law gives ${formatPercent(Math.abs(atLargest), 1)} ${atLargest < 0 ? "less" : "more"} than the table. The law pools training sets, and more tokens make the line flatter: our drafts of ${tokensText(D)} have the law's slope, and pooled from 100B to 15T theirs is ${formatNumber(pooled)}. Which sets were pooled remains unknown.`,
} as const;

export const ratio = {
  title: "How many times smaller is the best draft?",
  x: "Target size M, parameters",
  y: "Target over best draft",
  chain: "chain, Hoffmann",
  besiroglu: "chain, Besiroglu",
  law: "headline law",
  slogan: "200",
  published: "published",
  size: "target size",
  summary: (chainAt: number, lawAt: number, limit: number) =>
    `“200 times” is true of one size: near ${formatCount(chainAt, 2)} by the chain, ${formatCount(lawAt, 2)} by the law. The law levels off at ${formatRatio(limit)}; the chain goes on.`,
} as const;

export const plane = {
  lead: "Acceptance is a plane in the two perplexities, fitted to pairs of five families on one data set. It explains 60% of what was measured; the rest is what every band in this app carries.",
  caption: "What the fit's quality means",
  what: "Quantity",
  value: "Value",
  from: "From",
  rows: {
    r2: "Explained, R²",
    mse: "Mean squared error",
    spread: "Spread of α among the pairs",
    half: "Half the 95% band of α",
    alpha: "α for 70B and its best draft",
    speedup: "Speedup there",
  },
  published: "published",
  derived: "derived from both",
  computed: "computed here",
  note: "Spread: √(MSE / (1 − R²)). The band is 1.96 √MSE on either side.",
  notHeld:
    "The pairs' own acceptances, from which the plane could be fitted again, are not held here: its quality is taken on trust. So are the latencies of the paper's appendix, and the training sizes behind the line. We do not fill such gaps with invented numbers.",
} as const;

export const predictorNames: Record<Predictor, string> = {
  flops: "FLOPs, as in the paper",
  ratio: "Measured ratio c",
  roofline: "Roofline of the device",
  timed: "Roofline and the host's time",
  stack: "Serving stack",
};

export const predictorHints: Record<Predictor, string> = {
  flops: "c = N/M; a verification is one pass.",
  ratio: "The c that the source timed; a verification is one pass.",
  roofline: "Datasheet bandwidth and peak, typical shapes; a verification pays for its tokens.",
  timed:
    "The same, and every pass takes as much longer as the source's own target pass does. Its speedup is not looked at.",
  stack:
    "What engines reach without speculation, fitted to 289 plain decode rates, and what speculating costs by every source but the row's own.",
};

export const measured = {
  lead: (rows: number, predicted: number) =>
    `${rows} published measurements with a separate draft model; nobody here measured them. ${predicted} say enough to be predicted. No constant was tuned to their speedups: each model gets the source's acceptance and lookahead, and what it needs of the hardware from a datasheet or from plain decoding.`,
  x: "Predicted speedup",
  y: "Measured speedup",
  pair: "pair",
  predictedLabel: "predicted",
  measuredLabel: "measured",
  measuredColumn: "Measured",
  off: "off by",
  dragHint: "Choose a point to read about it below.",
  right: "right",
  summary: (rows: number, mean: number, median: number, bias: number) =>
    `Off by ${errorText(mean)} in the mean over ${rows} rows, ${errorText(median)} at the median. ${
      bias > 1
        ? `Promises ${formatNumber(bias)} times what was measured.`
        : `Promises ${formatNumber(1 / bias)} times less than was measured.`
    }`,
  legend: { scored: "scored", chosen: "chosen", rug: "measured, cannot be predicted" },
  scoresCaption: "Mean absolute percentage error of each cost model",
  scores: {
    model: "Model",
    rows: "Rows",
    mean: "Mean error",
    median: "Median",
    bias: "Promised over measured",
    commonMean: "Mean error where the first three speak",
    commonMedian: "Median there",
  },
  scoresNote: (common: number) =>
    `Error: |predicted / measured − 1|. Rows of low confidence are not scored. ${common} rows can be predicted by the first three models alike; the last model needs the source's time of a target pass.`,
  rest: "What explains the rest",
  restWords: (values: {
    leviathan: number;
    own: number;
    others: number;
    othersRows: number;
    timed: number;
    timedRows: number;
  }) => [
    `On Leviathan's twelve rows (a TPU, one sequence) all models are alike: the closed form is off by ${errorText(values.leviathan)}, the source's own column by ${errorText(values.own)}. Acceptance that is not i.i.d. and two-digit tables leave that much. It is the floor.`,
    `On the other ${values.othersRows} rows FLOPs are off by ${errorText(values.others)}: they see no launches, no scheduler and no arithmetic in verification, and promise too much every time.`,
    `The roofline catches the arithmetic of a long verification on a Mac, and little else: small drafts on large GPUs are held up by the host, not by memory. Take the host's time from the source's own target pass, and the ${values.timedRows} rows that give one are off by ${errorText(values.timed)} in the mean. What is left is fixed cost of each iteration.`,
    "So: believe the closed form for its shape, measure c and T(k) on your own server for its value, and fit the overhead.",
  ],
  tableCaption: "All rows",
  row: "Pair",
  hardware: "Hardware",
  confidence: "Confidence",
  none: "–",
  detail: {
    source: "Source",
    quote: "Read from",
    known: "Known",
    assumed: "Assumed",
    reason: "Why it is off",
    missing: "Not predicted",
    notes: "Notes",
    time: "Where the time goes",
    confidenceWords: {
      high: "High confidence: read from a table.",
      medium: "Medium confidence: derived from counts that the source prints.",
      low: "Low confidence: in passing, “up to”, or the end of a range. Shown, not scored.",
    },
  },
  known: {
    sizes: (N: number, M: number) => `a draft of ${formatCount(N)}, a target of ${formatCount(M)}`,
    hardware: (name: string) => name,
    batch: (batch: number) => `batch ${batch}`,
    gamma: (gamma: number) => `lookahead γ = ${gamma}`,
    alpha: (alpha: number) => `acceptance α = ${formatNumber(alpha)}`,
    tokens: (tokens: number) => `${formatNumber(tokens)} tokens an iteration, counted`,
    c: (c: number) => `c = ${formatNumber(c)}, timed`,
    targetMs: (ms: number) => `${formatNumber(ms)} ms a token for the target alone`,
  },
  assumed: {
    tokens: (tokens: number) => `${formatNumber(tokens)} tokens an iteration, from α as if i.i.d.`,
    drafted: (value: number, from: string) =>
      `${formatNumber(value)} tokens drafted an iteration: ${from}`,
    device: (label: string, source: string) => `${label} at its datasheet's peaks (${source})`,
    noDevice: "no device is named, so there is no roofline",
    dtype: (dtype: string) => `weights in ${dtype}`,
    draftDtype: (dtype: string) => `the draft's in ${dtype}`,
    context: (tokens: number) => `${tokens} tokens of context`,
    batch: "batch 1",
    shape: "shapes typical of their sizes",
  },
  time: (iteration: number, passes: number) =>
    passes < iteration
      ? `By its speedup an iteration takes ${formatNumber(iteration)} ms. The passes, the host's time included, account for ${formatNumber(passes)} ms: ${formatNumber(iteration - passes)} ms are left for scheduling, sampling and copies.`
      : `By its speedup an iteration takes ${formatNumber(iteration)} ms; the passes alone, the host's time included, would take ${formatNumber(passes)} ms.`,
  unknownRow: (row: string) =>
    `There is no measurement called ${row} here. Showing the one that FLOPs miss by most.`,
} as const;

export const limits: readonly { readonly name: string; readonly text: string }[] = [
  {
    name: "Acceptance is not i.i.d.",
    text: "The closed form takes every drafted token to be accepted with the same chance. Real acceptance falls or rises with the position and the text. Where positions are known, this app uses them.",
  },
  {
    name: "One data set",
    text: "The plane was fitted on HellaSwag. Code is accepted more often, open-ended prose at a high temperature less: task and temperature move α more than most choices of a draft.",
  },
  {
    name: "R² is 0.6",
    text: "Two perplexities explain 60% of acceptance. The rest (family, data, distillation, tokenizer) is a band of ±0.07 on α, and α of one pair can lie anywhere in it.",
  },
  {
    name: "Batch 1",
    text: "With many sequences verification is no longer free: the arithmetic that speculation would use up is needed. The paper's law does not see the batch.",
  },
  {
    name: "FLOPs for time",
    text: "A device is paid for in bytes, launches and arithmetic, whichever is slowest. A draft of 1/200 the size is never 200 times as fast.",
  },
  {
    name: "Dense models",
    text: "A mixture of experts reads more of its weights the more tokens it verifies, so γ costs more than the paper's one pass, most of all at small batches.",
  },
  {
    name: "Four targets, five families",
    text: "The table spans 13B to 110B and the smallest fitted draft is OPT-125M. Outside, the chain extrapolates, and the page hatches it.",
  },
];

export const deviationText = formatChange;
