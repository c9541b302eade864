import { typicalArchitecture } from "../architecture.ts";
import { type PairTimes, pairTimes } from "../serving/iteration.ts";
import { machineFor } from "../serving/machine.ts";
import { expectedTokens } from "../tokens.ts";
import { type Assumption, assumedContext, assumptionFor } from "./assumptions.ts";
import { ownCostWithout, stackTimes } from "./iterations.ts";
import { type MeasuredRow, measuredRows } from "./measured.ts";

export const predictors = ["flops", "ratio", "roofline", "timed", "stack"] as const;
/** FLOPs: c = N/M. Ratio: the c that the source measured. Roofline: datasheet of the device, typical
 *  shapes. Timed: the same roofline with each pass held up by the host for as long as the source's
 *  own target pass is slower than its roofline; never by its speedup. Stack: passes as the serving stack
 *  takes them, fitted to plain decoding, and the cost of speculating as all other sources show it. In the
 *  first two a verification is one pass. */
export type Predictor = (typeof predictors)[number];

export interface Prediction {
  readonly row: MeasuredRow;
  readonly assumption: Assumption;
  /** Tokens an iteration: counted by the source, or (1 − α^(γ+1)) / (1 − α). */
  readonly tokens: { readonly value: number; readonly counted: boolean } | undefined;
  /** Tokens drafted an iteration: counted by the source, or γ. */
  readonly drafted: number | undefined;
  /** undefined where the source says too little for this model. */
  readonly speedups: Readonly<Record<Predictor, number | undefined>>;
  /** Of one iteration, in ms: by the source's speedup and own target pass, and what the passes of the
   *  timed model add up to. */
  readonly time: { readonly iteration: number; readonly passes: number } | undefined;
  /** Confident enough to be scored. */
  readonly scored: boolean;
  /** Why nothing can be predicted, where that is so. */
  readonly missing: string | undefined;
}

/** A measurement as each cost model predicts it. Nothing in here has been fitted to any row. */
export function predict(row: MeasuredRow): Prediction {
  const assumption = assumptionFor(row.id);
  const drafted = assumption.drafted?.value ?? row.gamma;
  const tokens = tokensOf(row);
  const scored = row.confidence !== "low";
  const none = {
    flops: undefined,
    ratio: undefined,
    roofline: undefined,
    timed: undefined,
    stack: undefined,
  };
  const { M, N } = row;
  if (M === undefined || N === undefined || drafted === undefined || tokens === undefined)
    return {
      row,
      assumption,
      tokens,
      drafted,
      speedups: none,
      time: undefined,
      scored,
      missing: missingOf(row),
    };
  const closed = (c: number) => tokens.value / (drafted * c + 1);
  const passes = rooflineOf({ ...row, M, N, gamma: drafted }, assumption);
  const seconds = (times: PairTimes) =>
    drafted * times.draftStep + times.verification(drafted + 1).seconds;
  const byTime = (times: PairTimes | undefined) =>
    times && (tokens.value * times.baseline) / seconds(times);
  return {
    row,
    assumption,
    tokens,
    drafted,
    scored,
    missing: undefined,
    time:
      passes?.timed === undefined || row.targetMs === undefined
        ? undefined
        : {
            iteration: (tokens.value * row.targetMs) / row.speedup,
            passes: 1e3 * seconds(passes.timed),
          },
    speedups: {
      flops: closed(N / M),
      ratio: row.c === undefined ? undefined : closed(row.c),
      roofline: byTime(passes?.datasheet),
      timed: byTime(passes?.timed),
      stack: byStack(row, assumption, tokens.value, drafted),
    },
  };
}

/** With what speculating costs taken from every source but the row's own. */
function byStack(
  row: MeasuredRow,
  { author }: Assumption,
  tokens: number,
  drafted: number,
): number | undefined {
  const times = stackTimes(row);
  if (times === undefined) return undefined;
  const own = drafted * ownCostWithout(author);
  const passes = drafted * times.draftStep + times.verification(drafted + 1).seconds;
  return (tokens * times.baseline) / (passes + own);
}

function tokensOf({ tokens, alpha, gamma }: MeasuredRow): Prediction["tokens"] {
  if (tokens !== undefined) return { value: tokens, counted: true };
  if (alpha === undefined || gamma === undefined) return undefined;
  return { value: expectedTokens(alpha, gamma), counted: false };
}

function missingOf({ M, N, gamma, alpha, tokens }: MeasuredRow): string {
  const words = [
    M === undefined || N === undefined ? "the sizes of the pair" : "",
    gamma === undefined ? "the lookahead" : "",
    alpha === undefined && tokens === undefined ? "an acceptance that can be used" : "",
  ].filter((word) => word !== "");
  return `The source does not give ${words.join(", nor ")}.`;
}

/** Times by the datasheet, and with the host's time a pass from the source's own target pass. */
function rooflineOf(
  row: MeasuredRow & { readonly M: number; readonly N: number; readonly gamma: number },
  { device, dtype, draftDtype }: Assumption,
) {
  if (device === undefined) return undefined;
  const at = (us: number | undefined) =>
    pairTimes({
      target: typicalArchitecture(row.M),
      draft: typicalArchitecture(row.N),
      machine: machineFor(device.hardware(dtype), us === undefined ? {} : { us }),
      load: { batch: row.batch ?? 1, context: assumedContext, dtype },
      draftDtype,
      overheadSeconds: 0,
    });
  const datasheet = at(undefined);
  if (row.targetMs === undefined) return { datasheet, timed: undefined };
  const held = row.targetMs * 1e-3 - at(0).baseline;
  return { datasheet, timed: held > 0 ? at(held * 1e6) : undefined };
}

/** Every row, predicted. */
export const predictions: readonly Prediction[] = measuredRows.map(predict);

export interface Score {
  readonly predictor: Predictor;
  /** Rows that are scored and that this model can predict. */
  readonly rows: number;
  /** Mean of |predicted / measured − 1| and its median; 0..∞. */
  readonly meanError: number;
  readonly medianError: number;
  /** Mean of ln(predicted / measured), as a factor: above 1 it promises too much. */
  readonly bias: number;
}

/** How far off a model is over the rows that it can predict; undefined where there are none. */
export function score(
  predictor: Predictor,
  among: readonly Prediction[] = predictions,
): Score | undefined {
  const pairs = among.flatMap(({ row, scored, speedups }) => {
    const predicted = speedups[predictor];
    return scored && predicted !== undefined ? [predicted / row.speedup] : [];
  });
  if (pairs.length === 0) return undefined;
  const errors = pairs.map((ratio) => Math.abs(ratio - 1)).sort((a, b) => a - b);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = errors.length / 2;
  const [low, high] = [errors[Math.ceil(middle) - 1], errors[Math.floor(middle)]];
  return {
    predictor,
    rows: pairs.length,
    meanError: mean(errors),
    medianError: ((low ?? 0) + (high ?? 0)) / 2,
    bias: Math.exp(mean(pairs.map((ratio) => Math.log(ratio)))),
  };
}

/** Rows that all of these models can predict: the only fair ground to compare them on. */
export function comparable(...models: readonly Predictor[]): readonly Prediction[] {
  return predictions.filter(({ speedups }) =>
    models.every((predictor) => speedups[predictor] !== undefined),
  );
}
