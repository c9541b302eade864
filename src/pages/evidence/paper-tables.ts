import type { Table } from "../../charts/table.ts";
import { headlineOf } from "../../curves/compute.ts";
import { resolve } from "../../curves/resolve.ts";
import { defaultModel } from "../../scenario/scenario.ts";
import { sdslPlaneFit } from "../../sdsl/acceptance.ts";
import {
  chainDraft,
  closestLine,
  compared,
  lines,
  meanDeviation,
  mostTargetTokens,
  pooledLine,
  reproduced,
  tableDeviations,
  tableTokens,
} from "../../sdsl/evidence/paper.ts";
import { headlineLaw, publishedOptima } from "../../sdsl/published.ts";
import { lawDraft, planeHalfWidth } from "../../sdsl/uncertainty.ts";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import type { Figure } from "./Figures.tsx";
import {
  claimNotes,
  claims,
  columns,
  deviationText,
  law,
  plane,
  scan,
  table,
  type Verdict,
  verdicts,
} from "./texts.tsx";

const laws = ["hoffmann", "besiroglu"] as const;
const hoffmann = tableDeviations("hoffmann", tableTokens.hoffmann);
const besiroglu = tableDeviations("besiroglu", tableTokens.besiroglu);

/** The paper's table beside ours. */
export const optimalDrafts: Figure = (() => {
  const rows = publishedOptima.map(({ target, M, N, Dt, DtFrom }, i) => {
    const ours = [hoffmann[i]?.ours ?? Number.NaN, besiroglu[i]?.ours ?? Number.NaN, lawDraft(M)];
    const trained = formatCount(Dt);
    return {
      target,
      Dt,
      trained: DtFrom.startsWith("assumed") ? table.assumed(trained) : trained,
      N,
      ours: ours.map((value) => compared(N, value)),
    };
  });
  const names = [table.hoffmann, table.besiroglu, table.law];
  const keys = [...laws, "law"];
  return {
    name: "optimal-drafts",
    caption: table.caption,
    table: {
      columns: [
        { key: "target", label: table.target },
        { key: "Dt", label: table.trained },
        { key: "published", label: table.published },
        ...keys.flatMap((key, i) => [
          { key, label: names[i] ?? "" },
          { key: `${key}_deviation`, label: table.deviation },
        ]),
      ],
      rows: rows.map(({ target, Dt, N, ours }) => [
        target,
        Dt,
        N,
        ...ours.flatMap((each) => [each.ours, each.deviation]),
      ]),
      notes: [table.note],
    },
    cells: rows.map(({ target, trained, N, ours }) => [
      // a hyphen that no line breaks at
      target.replaceAll("-", "\u2011"),
      trained,
      formatCount(N),
      ...ours.flatMap((each) => [table.millions(each.ours), deviationText(each.deviation)]),
    ]),
  };
})();

/** What the table leaves open, of the target whose training nobody published. */
export const unknownWords = (() => {
  const open = publishedOptima.find(({ DtFrom }) => DtFrom.startsWith("assumed"));
  if (open === undefined) return "";
  const at15T = chainDraft("hoffmann", open.M, tableTokens.hoffmann, 15e12).N;
  return table.unknown(mostTargetTokens(open), at15T);
})();

const scanned = [
  30e9, 60e9, 90e9, 98e9, 100e9, 102e9, 110e9, 130e9, 150e9, 157e9, 165e9, 180e9, 250e9, 500e9,
  1e12,
];

/** The scan over both laws and the drafts' training tokens. */
export const scanFigure: Figure = (() => {
  const rows = scanned.map((D) => [
    D,
    ...laws.flatMap((name) => [reproduced(name, D), meanDeviation(name, D)]),
  ]);
  return {
    name: "scan",
    caption: scan.caption,
    compact: true,
    table: {
      columns: [
        { key: "D", label: scan.D },
        ...laws.flatMap((name) => [
          { key: `${name}_of_four`, label: scan.values(law[name]) },
          { key: `${name}_mean_deviation`, label: scan.mean(law[name]) },
        ]),
      ],
      rows,
      notes: [scan.note],
    },
    cells: rows.map(([D = 0, ...values]) => [
      formatCount(D),
      ...values.map((value, i) =>
        i % 2 === 0 ? formatCount(value) : `${formatFixed(100 * value, 2)}%`,
      ),
    ]),
  };
})();

const { published, ours } = lines("hoffmann", tableTokens.hoffmann);
const closest = { hoffmann: closestLine("hoffmann"), besiroglu: closestLine("besiroglu") };
const pooled = pooledLine("hoffmann");

/** What the reading of the lines is made of: the drafts' tokens at which the chain's line has the law's slope,
 *  the pooled slope, and the law's deviation from the table at its largest target. */
export const lineReading = law.reading(
  closest.hoffmann?.D ?? Number.NaN,
  pooled.slope,
  lawDraft(publishedOptima.at(-1)?.M ?? 0) / (publishedOptima.at(-1)?.N ?? 1) - 1,
);

/** The headline law beside the lines through the drafts. */
export const straightLines: Figure = (() => {
  const { mu, M0 } = headlineLaw;
  const all = [
    { name: law.headline, D: law.pooled, slope: mu.value, intercept: M0.value },
    { name: law.published, D: law.unstated, ...published },
    { name: law.chain(law.hoffmann), D: tableTokens.hoffmann, ...ours },
    { name: law.pooledOurs(law.hoffmann), D: law.pool, ...pooled },
    ...laws.flatMap((name) => {
      const line = closest[name];
      return line ? [{ name: law.closest(law[name]), ...line }] : [];
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
      rows: all.map(({ name, D, slope, intercept }) => [
        name,
        D,
        slope,
        slope / mu.value - 1,
        intercept,
        intercept / M0.value - 1,
      ]),
      notes: [law.note],
    },
    cells: all.map(({ name, D, slope, intercept }, i) => [
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
    compact: true,
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
  const drafts = hoffmann.map((each) => each.ours);
  const mean = meanDeviation("hoffmann", tableTokens.hoffmann);
  const ratios = publishedOptima.map(({ M }, i) => M / (drafts[i] ?? Number.NaN));
  const table = publishedOptima.map(({ M, N }) => M / N);
  const wide = [1e9, 1e12].map((M) => M / chainDraft("hoffmann", M, tableTokens.hoffmann).N);
  const span = (values: readonly number[]) =>
    claims.ratios(Math.min(...values), Math.max(...values));
  const { notHeld } = claims;
  return [
    {
      name: claims.drafts,
      published: claims.range(Math.min(...Ns), Math.max(...Ns)),
      ours: claims.range(Math.min(...drafts), Math.max(...drafts)),
      deviation: mean,
      deviationText: claims.mean(mean),
      note: claimNotes.drafts,
      verdict: "holds",
    },
    {
      name: claims.slope,
      published: formatNumber(mu.value),
      ours: formatNumber(ours.slope),
      deviation: ours.slope / mu.value - 1,
      deviationText: deviationText(ours.slope / mu.value - 1),
      note: claimNotes.line(closest.hoffmann?.D ?? Number.NaN),
      verdict: "depends",
    },
    {
      name: claims.intercept,
      published: formatCount(M0.value),
      ours: formatCount(ours.intercept),
      deviation: ours.intercept / M0.value - 1,
      deviationText: deviationText(ours.intercept / M0.value - 1),
      note: claimNotes.line(closest.hoffmann?.D ?? Number.NaN),
      verdict: "depends",
    },
    {
      name: claims.slogan,
      published: "1/200",
      ours: span(ratios),
      deviation: undefined,
      deviationText: "",
      note: claimNotes.slogan(Math.min(...table), Math.max(...table)),
      verdict: "fails",
    },
    {
      name: claims.sloganWide,
      published: "1/200",
      ours: span(wide),
      deviation: undefined,
      deviationText: "",
      note: claimNotes.sloganWide,
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
