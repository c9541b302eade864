import type {
  DeviceCard,
  DraftTrial,
  EngineTrial,
  FamilyFit,
  FamilyModel,
  Prediction,
  RunResult,
  Sampled,
} from "../../measure/protocol.ts";
import type { BackendChoice } from "../../scenario/scenario.ts";
import {
  formatCount,
  formatFixed,
  formatNumber,
  formatPercent,
  formatTime,
  formatTimes,
} from "../../ui/format.ts";
import type { WrittenToken } from "../shared/lab-state.ts";
import { spread } from "../shared/lab-words.ts";

/** Every text of the Lab page that is not a figure. What a result comes to, in sentences that the lecture
 *  says too, is in ../shared/lab-words.ts; the microscope's texts are in ../shared/lab-texts.ts. */

export const page = {
  heading: "Watch it happen on your own device",
  lead: (
    <>
      Two small language models, trained for this page, write a story together in your browser: the{" "}
      <span className="ink-draft">draft</span> proposes, the{" "}
      <span className="ink-target">target</span> checks. The speedup is predicted twice before it is
      measured.
    </>
  ),
  bare: "SDSL Explorer: the lab",
  loading: "Looking up the models…",
  again: "Try again",
  unknown: (ids: readonly string[]) =>
    `There is no model called ${ids.join(" or ")} here. Using the lab's choice.`,
} as const;

export const bench = {
  name: "What to run",
  run: "Run",
  runAgain: "Run again",
  stop: "Stop",
  sweep: "Sweep all drafts",
  resume: "Go on with the sweep",
  compare: "Compare engines",
} as const;

const list = new Intl.ListFormat("en", { type: "conjunction" });
export const listed = (parts: readonly string[]) => list.format(parts);

const megabytes = (bytes: number) => `${formatFixed(bytes / 1e6, bytes < 1e6 ? 2 : 1)} MB`;

/** What a run has to fetch first. */
export const fetching = (models: readonly FamilyModel[]) =>
  models.length > 0
    ? `A run fetches ${listed(models.map(({ name, bytes }) => `${name} (${megabytes(bytes)})`))} first.`
    : "A run fetches nothing: its models are here.";

/** What else there is to fetch. */
export const downloads = {
  sweep: (models: readonly FamilyModel[]) => {
    const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
    return models.length > 0
      ? `A sweep over all drafts fetches ${models.length} ${models.length === 1 ? "model" : "models"} (${megabytes(bytes)}).`
      : "A sweep fetches nothing.";
  },
  keep: (bytes: number) => `Keep all models offline (${megabytes(bytes)})`,
  keeping: "Keeping the models",
  soFar: (done: number, whole: number) => `${megabytes(done)} of ${megabytes(whole)} kept`,
  all: "All models are kept on this device, for a time without a network too.",
  failed:
    "Not all models could be fetched. What came is kept; try again for the rest when there is a network.",
} as const;

/** What a run will do, where none has been made. */
export const before = {
  lead: "A run takes about twenty seconds, and nothing leaves this device.",
  steps: [
    "The passes of both models are timed here, and their acceptance is measured.",
    "Both predictions are made from that, and shown.",
    "The pair and the target alone each write the story, and you watch.",
    "Both write again in turns until the speedup is known to 3%, or the time is spent. Beside each pair the passes are timed anew, so that the second prediction and the measurement come from the same moments.",
  ],
} as const;

export const status = {
  stale: "What you see belongs to the last run. Run again for these settings.",
  later: {
    running:
      "This run goes on with what it began with. Your change takes effect with the next run; stop this one and run again to have it sooner.",
    comparing:
      "This comparison goes on with what it began with. Your change takes effect with the next run.",
    sweeping:
      "This sweep goes on with what it began with. Your change takes effect with the next run; stop the sweep to have it sooner.",
  },
  progress: "Progress",
  starting: "Starting",
  bytes: (done: number, total: number | null) =>
    total === null ? megabytes(done) : `${formatFixed(done / 1e6, 1)} of ${megabytes(total)}`,
  points: (done: number, total: number) => `Measured ${done} of ${total} points. `,
  alone: ({ median, low, high }: Sampled) =>
    `The target alone writes ${formatCount(median)} tokens a second (${formatCount(low)} to ${formatCount(high)}). Choose a draft with the same tokenizer to speculate.`,
} as const;

export const sweepWords = {
  disturbed: (pairs: number) =>
    `${pairs} ${pairs === 1 ? "pair of runs was" : "pairs of runs were"} left out of the sweep, far from the others at their points, as where something else takes the machine.`,
} as const;

/** What the family itself says of acceptance, beside the paper's plane. */
export const fitWords = ({ slope, residual, points }: FamilyFit) =>
  `Fitted to this family, acceptance falls by ${formatPercent(Math.abs(slope), 2)} for each point of the draft's perplexity (the paper's plane: 0.67%), with a residual of ${formatPercent(residual, 2)} over ${points.length} drafts. It is one target and one data set: enough to see the shape, too little for a law.`;

export const backendNames: Record<BackendChoice, string> = {
  auto: "Automatic",
  webgpu: "WebGPU",
  wasm: "WebAssembly",
  cpu: "Plain JavaScript",
};

export const settings = {
  target: "Target",
  targetHints: {
    largest:
      "The largest of the family. A phone, or a browser that saves data, begins with a smaller one.",
    "saves data": "A smaller one, since this browser asks to save data.",
    phone: "A smaller one, since this looks like a phone.",
    "little memory": "A smaller one, since this device has little memory.",
  },
  draft: "Draft",
  own: "yours",
  automatic: "automatic",
  none: "none: target alone",
  gamma: "Lookahead",
  gammaHints: {
    open: "A run chooses the best by this device's own timings.",
    chosen: "The best by this device's own timings.",
    set: "Moves a run that is under way, too.",
  },
  temp: "Temperature",
  tempHints: {
    greedy: "0 is greedy: both texts must be the same, token by token.",
    sampled: "Both texts are samples of the same distribution.",
  },
  prompts: "Measured over",
  one: "one beginning",
  dozen: "a dozen beginnings",
  dozenHint: "Repetitions take turns through twelve; the first is shown.",
  prompt: "The story begins",
  more: "Length, top-p, seed, engine",
  length: "Length, tokens",
  topp: "Top-p",
  seed: "Seed",
  another: "Another",
  backend: "Engine",
} as const;

export const ownPair = {
  heading: "Bring your own pair",
  hint: (
    <>
      For each model its <code>config.json</code>, <code>model.safetensors</code> and{" "}
      <code>tokenizer.json</code>, in Llama's layout; the two must share a tokenizer. A target alone
      decodes one token at a time, until you choose a draft for it: one of ours if it has your
      target's tokenizer, else the run is refused with the reason. The files stay on this device.
    </>
  ),
  files: { target: "Target's files", draft: "Draft's files" },
  back: "Back to ours",
} as const;

/** The three numbers, and what will stand where there are none yet. */
export const three = {
  name: "Predicted and measured",
  law: "The law predicts",
  lawFrom: ({ c, alpha }: Prediction) =>
    `c = N/M = ${formatNumber(c, 2)}, α ${formatFixed(alpha, 3)}`,
  lawWaits: "FLOPs and acceptance alone: (1 − α^(γ+1)) / (1 − α) / (γ N/M + 1).",
  timings: "The device's timings predict",
  timingsBefore: ({ gamma }: Prediction) => `with γ = ${gamma}, before the run`,
  timingsBeside: ({ gamma }: Prediction, before: number) =>
    `with γ = ${gamma}, timed beside the run; ${formatTimes(before)} before it`,
  timingsWait: "The same tokens, with the times of the passes on this device.",
  /** Where a stored result was measured. */
  elsewhere: "the device that measured it",
  measured: "Measured",
  measuredWaits: "Time a token of the target alone over time a token of the pair.",
} as const;

/** Which draft was taken, where the lab chose, and how sure that is. */
export function triedWords(
  tried: readonly DraftTrial[],
  nameOf: (id: string) => string,
): string | null {
  const [best, ...others] = tried;
  if (best === undefined) return null;
  const promise = ({ draft, gamma, speedup, interval }: DraftTrial) =>
    `${nameOf(draft)} ${formatTimes(speedup)}${interval ? ` (${spread(interval, formatTimes)})` : ""} at γ = ${gamma}`;
  const beaten = others.length > 0 ? `; ${others.map(promise).join(", ")}` : "";
  const close = others.filter(({ overFirst }) => overFirst === null || overFirst.high >= 1);
  const unsure =
    close.length === 0
      ? ""
      : ` It is too short to be sure: ${listed(close.map(({ draft }) => nameOf(draft)))} may do as well.`;
  return `The draft was chosen by a short trial of the timings here, which predicted for ${promise(best)}${beaten}.${unsure}`;
}

export const readouts = {
  alpha: "Acceptance α",
  tokens: "Tokens an iteration",
  alone: "Tokens/s, target alone",
  speculative: "Tokens/s, speculative",
  same: "Same text, every token",
  replayed: "Every decision replayed",
  lossless: ({ lossless, tie }: Pick<RunResult, "lossless" | "tie">) =>
    lossless ? (tie === null ? "yes" : "up to a tie") : "no",
  backend: "Engine",
} as const;

export const race = {
  heading: (temperature: number) =>
    temperature === 0 ? "The same text, twice" : "Two texts of one distribution",
  key: {
    drafted: "drafted, accepted",
    correction: "corrected",
    bonus: "bonus",
    rejected: "rejected",
  },
  speculative: "With the draft",
  autoregressive: "Target alone",
  /** What the two texts have to do with each other. */
  lossless: (temperature: number) =>
    temperature === 0
      ? "Greedy: the draft changes no token of what the target writes."
      : "Sampled: the draft changes which tokens are drawn, and not how likely any text is; so the two differ.",
  hint: "Written one after the other, each with a clock of its own; showing them token by token costs time, so these two are not counted. Point at a token to see how it was decided.",
  clock: (tokens: number, milliseconds: number) => {
    const rate = milliseconds > 0 ? (tokens / milliseconds) * 1000 : 0;
    return `${tokens} tokens in ${formatTime(milliseconds)}${rate > 0 ? `, ${formatNumber(rate)} a second` : ""}`;
  },
} as const;

const originWords: Record<WrittenToken["origin"], string> = {
  drafted: "drafted and accepted",
  correction: "corrected by the target",
  bonus: "a bonus of the target",
  target: "written by the target",
};

/** How a token of the race was decided. */
export function tell(token: WrittenToken): string {
  const number = (value: number | null) => (value === null ? "–" : formatFixed(value, 3));
  const shown = (text: string) => `“${text.replaceAll("\n", "⏎")}”`;
  if (token.rejected) {
    const { text, p, q, coin } = token.rejected;
    return `The draft proposed ${shown(text)} with q = ${number(q)}; the target gives it p = ${number(p)}; the coin ${number(coin)} is not below p/q = ${number(Math.min(1, p / q))}, so it is rejected and the target writes ${shown(token.text)}.`;
  }
  if (token.origin === "drafted")
    return `${shown(token.text)}: ${originWords.drafted}. q = ${number(token.q)}, p = ${number(token.p)}, coin ${number(token.coin)} below min(1, p/q) = ${number(Math.min(1, (token.p ?? 0) / (token.q ?? 1)))}.`;
  return `${shown(token.text)}: ${originWords[token.origin]}, with probability ${number(token.p)}.`;
}

export const device = {
  heading: (stored: boolean) => (stored ? "The device that measured it" : "This device"),
  engine: ({ backend, adapter, software, reason }: DeviceCard) => (
    <>
      <strong>{backendNames[backend]}</strong>
      {adapter && ` on ${adapter}`}
      {backend === "webgpu" && software && " (a software adapter, no GPU)"}. {reason}
    </>
  ),
  /** Of the engines that were tried against each other, one line each. */
  trial: ({ backend, alone, pair }: EngineTrial) => {
    const rate = (sampled: Sampled) =>
      `${formatNumber(sampled.median)} (${spread(sampled, formatNumber)})`;
    return `${backendNames[backend]} in the trial: ${rate(alone)} tokens/s alone${pair ? `, ${rate(pair.rate)} with a draft at γ = ${pair.gamma}` : ""}.`;
  },
  details: "Features, limits, kernel shapes",
  features: "Features",
  none: "none",
} as const;
