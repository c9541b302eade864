import type { Table } from "../../charts/table.ts";
import { headlineOf } from "../../curves/compute.ts";
import { resolve } from "../../curves/resolve.ts";
import { defaultModel } from "../../scenario/scenario.ts";
import { sdslPlaneFit } from "../../sdsl/acceptance.ts";
import {
  chainDraft,
  closestLine,
  closestTraining,
  compared,
  lineThrough,
  meanDeviation,
  tableDeviations,
  tableTokens,
} from "../../sdsl/evidence/paper.ts";
import { score } from "../../sdsl/evidence/predict.ts";
import { headlineLaw, publishedOptima } from "../../sdsl/published.ts";
import { lawDraft, planeHalfWidth } from "../../sdsl/uncertainty.ts";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import type { Figure } from "./Figures.tsx";
import { leviathanRows } from "./measured-rows.ts";
import {
  claimNotes,
  claims,
  columns,
  deviationText,
  law,
  plane,
  table,
  type Verdict,
  verdicts,
} from "./texts.tsx";

const besiroglu = tableDeviations("besiroglu", tableTokens);
const hoffmann = tableDeviations("hoffmann", tableTokens);

/** The paper's table beside ours. */
export const optimalDrafts: Figure = (() => {
  const rows = publishedOptima.map(({ target, M, N }, i) => {
    const ours = [besiroglu[i]?.ours ?? Number.NaN, hoffmann[i]?.ours ?? Number.NaN, lawDraft(M)];
    return { target, M, N, ours: ours.map((value) => compared(N, value)) };
  });
  const names = [table.besiroglu, table.hoffmann, table.law];
  const keys = ["besiroglu", "hoffmann", "law"];
  return {
    name: "optimal-drafts",
    caption: table.caption,
    table: {
      columns: [
        { key: "target", label: table.target },
        { key: "M", label: table.M },
        { key: "published", label: table.published },
        ...keys.flatMap((key, i) => [
          { key, label: names[i] ?? "" },
          { key: `${key}_deviation`, label: table.deviation },
        ]),
      ],
      rows: rows.map(({ target, M, N, ours }) => [
        target,
        M,
        N,
        ...ours.flatMap((each) => [each.ours, each.deviation]),
      ]),
      notes: [table.note],
    },
    cells: rows.map(({ target, M, N, ours }) => [
      // a hyphen that no line breaks at
      target.replaceAll("-", "\u2011"),
      formatCount(M),
      formatCount(N),
      ...ours.flatMap((each) => [formatCount(each.ours), deviationText(each.deviation)]),
    ]),
  };
})();

const published = lineThrough(publishedOptima);
const ours = lineThrough(
  publishedOptima.map(({ M }, i) => ({ M, N: besiroglu[i]?.ours ?? Number.NaN })),
);
const closest = { besiroglu: closestLine("besiroglu"), hoffmann: closestLine("hoffmann") };

/** Training tokens at which the chain's line has the law's slope. */
export const lineTokens = closest.besiroglu?.D ?? Number.NaN;
/** The law's deviation from the table at its largest target. */
export const lawAtLargest =
  lawDraft(publishedOptima.at(-1)?.M ?? 0) / (publishedOptima.at(-1)?.N ?? 1) - 1;

/** The headline law beside the lines through the drafts. */
export const straightLines: Figure = (() => {
  const { mu, M0 } = headlineLaw;
  const lines = [
    { name: law.headline, D: law.pooled, slope: mu.value, intercept: M0.value },
    { name: law.published, D: law.unstated, ...published },
    { name: law.chain(table.besiroglu), D: tableTokens, ...ours },
    ...(["besiroglu", "hoffmann"] as const).flatMap((name) => {
      const line = closest[name];
      return line ? [{ name: law.closest(table[name]), ...line }] : [];
    }),
  ];
  const change = (value: number, from: number) => deviationText(value / from - 1);
  return {
    name: "straight-line",
    caption: law.caption,
    table: {
      columns: [
        { key: "source", label: law.source },
        { key: "D", label: law.D },
        { key: "slope", label: law.slope },
        { key: "slope_deviation", label: columns.deviation },
        { key: "intercept", label: law.intercept },
        { key: "intercept_deviation", label: columns.deviation },
      ],
      rows: lines.map(({ name, D, slope, intercept }) => [
        name,
        D,
        slope,
        slope / mu.value - 1,
        intercept,
        intercept / M0.value - 1,
      ]),
      notes: [law.note],
    },
    cells: lines.map(({ name, D, slope, intercept }, i) => [
      name,
      typeof D === "string" ? D : formatCount(D, 2),
      i === 0
        ? `${formatNumber(slope)} (${formatNumber(mu.low)} to ${formatNumber(mu.high)})`
        : formatNumber(slope),
      i === 0 ? "" : change(slope, mu.value),
      i === 0
        ? `${formatCount(intercept)} (${formatCount(M0.low)} to ${formatCount(M0.high)})`
        : formatCount(intercept),
      i === 0 ? "" : change(intercept, M0.value),
    ]),
  };
})();

/** The plane's quality and what it means for one pair. */
export const planeFit: Figure = (() => {
  const { rSquared, meanSquaredError } = sdslPlaneFit;
  const { readouts, bands } = headlineOf(resolve(defaultModel));
  const band = (
    value: number,
    range: { low: number; high: number } | undefined,
    decimals: number,
  ) =>
    `${formatFixed(value, decimals)} (${formatFixed(range?.low ?? value, decimals)} to ${formatFixed(range?.high ?? value, decimals)})`;
  const { rows } = plane;
  const values: readonly (readonly [string, number, string, string])[] = [
    [rows.r2, rSquared, plane.published, formatNumber(rSquared)],
    [rows.mse, meanSquaredError, plane.published, formatNumber(meanSquaredError)],
    [
      rows.spread,
      Math.sqrt(meanSquaredError / (1 - rSquared)),
      plane.derived,
      formatNumber(Math.sqrt(meanSquaredError / (1 - rSquared)), 2),
    ],
    [rows.half, planeHalfWidth, plane.derived, formatNumber(planeHalfWidth, 2)],
    [rows.alpha, readouts.alpha, plane.computed, band(readouts.alpha, bands.alpha, 2)],
    [
      rows.speedup,
      readouts.speedup_int,
      plane.computed,
      `${band(readouts.speedup_int, bands.speedup_int, 2)}×`,
    ],
  ];
  return {
    name: "plane-fit",
    caption: plane.caption,
    table: {
      columns: [
        { key: "quantity", label: plane.what },
        { key: "value", label: plane.value },
        { key: "from", label: plane.from },
      ],
      rows: values.map(([name, value, from]) => [name, value, from]),
      notes: [plane.note],
    },
    cells: values.map(([name, , from, text]) => [name, text, from]),
  };
})();

interface Claim {
  readonly name: string;
  readonly published: string;
  readonly ours: string;
  readonly deviation: number | undefined;
  readonly deviationText: string;
  readonly note: string;
  readonly verdict: Verdict;
}

/** The claims, each with what came of it. */
export const claimRows: readonly Claim[] = (() => {
  const { mu, M0 } = headlineLaw;
  const Ns = publishedOptima.map(({ N }) => N);
  const drafts = besiroglu.map((each) => each.ours);
  const small = 1e9 / chainDraft("besiroglu", 1e9, tableTokens).N;
  const large = 1e12 / chainDraft("besiroglu", 1e12, tableTokens).N;
  const { notHeld } = claims;
  return [
    {
      name: claims.drafts,
      published: claims.range(Math.min(...Ns), Math.max(...Ns)),
      ours: claims.range(Math.min(...drafts), Math.max(...drafts)),
      deviation: meanDeviation("besiroglu", tableTokens),
      deviationText: claims.mean(meanDeviation("besiroglu", tableTokens)),
      note: claimNotes.drafts(closestTraining("hoffmann").D),
      verdict: "holds",
    },
    {
      name: claims.slope,
      published: formatNumber(mu.value),
      ours: formatNumber(ours.slope),
      deviation: ours.slope / mu.value - 1,
      deviationText: deviationText(ours.slope / mu.value - 1),
      note: claimNotes.line(lineTokens),
      verdict: "depends",
    },
    {
      name: claims.intercept,
      published: formatCount(M0.value),
      ours: formatCount(ours.intercept),
      deviation: ours.intercept / M0.value - 1,
      deviationText: deviationText(ours.intercept / M0.value - 1),
      note: claimNotes.line(lineTokens),
      verdict: "depends",
    },
    {
      name: claims.slogan,
      published: "1/200",
      ours: claims.ratios(small, large),
      deviation: undefined,
      deviationText: "",
      note: claimNotes.slogan,
      verdict: "fails",
    },
    {
      name: claims.closed,
      published: claims.off(leviathanRows.own),
      ours: claims.off(leviathanRows.closed),
      deviation: undefined,
      deviationText: "",
      note: claimNotes.closed,
      verdict: "holds",
    },
    {
      name: claims.flops,
      published: claims.claimedSame,
      ours: claims.off(score("flops")?.meanError ?? Number.NaN),
      deviation: undefined,
      deviationText: "",
      note: claimNotes.flops,
      verdict: "fails",
    },
    {
      name: claims.plane,
      published: formatNumber(sdslPlaneFit.rSquared),
      ours: notHeld,
      deviation: undefined,
      deviationText: "",
      note: claimNotes.plane,
      verdict: "unknown",
    },
    {
      name: claims.latencies,
      published: notHeld,
      ours: notHeld,
      deviation: undefined,
      deviationText: "",
      note: claimNotes.latencies,
      verdict: "unknown",
    },
  ] satisfies readonly Claim[];
})();

export const claimTable: Table = {
  columns: [
    { key: "claim", label: columns.claim },
    { key: "verdict", label: columns.verdict },
    { key: "published", label: columns.published },
    { key: "ours", label: columns.ours },
    { key: "deviation", label: columns.deviation },
  ],
  rows: claimRows.map(({ name, published, ours, deviation, verdict }) => [
    name,
    verdicts[verdict],
    published,
    ours,
    deviation ?? Number.NaN,
  ]),
};
