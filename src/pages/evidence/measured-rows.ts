import type { Table } from "../../charts/table.ts";
import type { MeasuredRow } from "../../sdsl/evidence/measured.ts";
import {
  comparable,
  type Prediction,
  type Predictor,
  predictions,
  predictors,
  type Score,
  score,
} from "../../sdsl/evidence/predict.ts";
import { formatNumber } from "../../ui/format.ts";
import type { Figure } from "./Figures.tsx";
import { errorText, measured, predictorNames } from "./texts.tsx";

const isLeviathan = ({ row }: Prediction) => row.id.startsWith("lev-");
const leviathan = predictions.filter(isLeviathan);
const others = predictions.filter((prediction) => !isLeviathan(prediction));

const meanOf = (among: readonly Prediction[], predictor: Predictor) =>
  score(predictor, among)?.meanError ?? Number.NaN;

/** Mean errors on Leviathan's rows, of the closed form and of the source's own column. */
export const leviathanRows = {
  closed: meanOf(leviathan, "ratio"),
  own:
    leviathan.reduce(
      (sum, { row }) => sum + Math.abs((row.predicted ?? Number.NaN) / row.speedup - 1),
      0,
    ) / leviathan.length,
} as const;

/** What explains the rest, with its numbers. */
export const restWords = measured.restWords({
  leviathan: leviathanRows.closed,
  own: leviathanRows.own,
  others: meanOf(others, "flops"),
  othersRows: score("flops", others)?.rows ?? 0,
  timed: score("timed")?.meanError ?? Number.NaN,
  timedRows: score("timed")?.rows ?? 0,
});

export const scores: readonly Score[] = predictors.flatMap((predictor) => score(predictor) ?? []);

const common = comparable("flops", "ratio", "roofline");

/** The error of each model, over all that it can predict and over the rows that all can. */
export const scoreFigure: Figure = (() => {
  const { scores: words } = measured;
  const shared = scores.map(({ predictor }) =>
    predictor === "timed" || predictor === "stack" ? undefined : score(predictor, common),
  );
  return {
    name: "mape",
    caption: measured.scoresCaption,
    table: {
      columns: [
        { key: "model", label: words.model },
        { key: "rows", label: words.rows },
        { key: "mean_error", label: words.mean },
        { key: "median_error", label: words.median },
        { key: "bias", label: words.bias },
        { key: "common_mean_error", label: words.commonMean },
        { key: "common_median_error", label: words.commonMedian },
      ],
      rows: scores.map(({ predictor, rows, meanError, medianError, bias }, i) => [
        predictorNames[predictor],
        rows,
        meanError,
        medianError,
        bias,
        shared[i]?.meanError ?? Number.NaN,
        shared[i]?.medianError ?? Number.NaN,
      ]),
      notes: [measured.scoresNote(common.length)],
    },
    cells: scores.map(({ predictor, rows, meanError, medianError, bias }, i) => [
      predictorNames[predictor],
      rows,
      errorText(meanError),
      errorText(medianError),
      formatNumber(bias),
      errorText(shared[i]?.meanError ?? Number.NaN),
      errorText(shared[i]?.medianError ?? Number.NaN),
    ]),
  };
})();

/** What was measured, by its two models. */
export function pairOf({ target, draft }: MeasuredRow): string {
  return draft === undefined ? target : `${target} × ${draft}`;
}

/** Rows that can be predicted first, as they stand in the file. */
export const orderedRows: readonly Prediction[] = [
  ...predictions.filter(({ missing }) => missing === undefined),
  ...predictions.filter(({ missing }) => missing !== undefined),
];

/** The scored row that FLOPs miss by most: the one to explain first. */
const worst = [...predictions]
  .filter(({ scored, speedups }) => scored && speedups.flops !== undefined)
  .sort((one, other) => missed(other) - missed(one))[0];

function missed({ row, speedups }: Prediction): number {
  return Math.abs(Math.log((speedups.flops ?? row.speedup) / row.speedup));
}

/** The row that a link names, or the one to explain first. */
export function rowFor(id: string): { readonly prediction: Prediction; readonly unknown: boolean } {
  const found = predictions.find(({ row }) => row.id === id);
  const prediction = found ?? worst;
  if (prediction === undefined) throw new RangeError("There are no measurements.");
  return { prediction, unknown: found === undefined && id !== "auto" };
}

/** The prediction closest to a point of the plot, on both logarithmic axes. */
export function nearest(
  predictor: Predictor,
  predicted: number,
  measuredSpeedup: number,
): Prediction | undefined {
  let best: Prediction | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const prediction of predictions) {
    const value = prediction.speedups[predictor];
    if (value === undefined) continue;
    const distance = Math.hypot(
      Math.log(value / predicted),
      Math.log(prediction.row.speedup / measuredSpeedup),
    );
    if (distance < least) [best, least] = [prediction, distance];
  }
  return best;
}

const number = (value: number | undefined) => value ?? Number.NaN;

/** All rows with what is known and what each model says. */
export const rowsTable: Table = {
  columns: [
    { key: "id", label: "id" },
    { key: "target", label: "target" },
    { key: "draft", label: "draft" },
    { key: "M", label: "target parameters" },
    { key: "N", label: "draft parameters" },
    { key: "hardware", label: "hardware" },
    { key: "batch", label: "batch" },
    { key: "gamma", label: "gamma" },
    { key: "alpha", label: "alpha" },
    { key: "tokens", label: "tokens an iteration" },
    { key: "c", label: "c" },
    { key: "measured", label: "measured speedup" },
    ...predictors.map((key) => ({ key, label: `speedup by ${key}` })),
    { key: "confidence", label: "confidence" },
    { key: "source", label: "source" },
    { key: "quote", label: "quote" },
  ],
  rows: orderedRows.map(({ row, speedups }) => [
    row.id,
    row.target,
    row.draft ?? "",
    number(row.M),
    number(row.N),
    row.hardware,
    number(row.batch),
    number(row.gamma),
    number(row.alpha),
    number(row.tokens),
    number(row.c),
    row.speedup,
    ...predictors.map((predictor) => number(speedups[predictor])),
    row.confidence,
    row.source,
    row.quote,
  ]),
  notes: predictors.map((predictor) => `${predictor}: ${predictorNames[predictor]}`),
};
