import { useMemo, useState } from "react";
import { type BarSpec, Bars } from "../../charts/Bars.tsx";
import { Chart } from "../../charts/Chart.tsx";
import { Legend } from "../../charts/Legend.tsx";
import type { Span } from "../../lm/engine.ts";
import { formatTime } from "../../ui/format.ts";
import type { TracedIteration } from "../shared/lab-state.ts";
import { columns, phaseNames, timeline } from "./chart-texts.ts";
import { timeFormat } from "./time-axis.ts";

const usual = ["draft", "verify", "decide", "read-back"] as const;
/** An engine that times the prompt's own pass says so in the first iteration. */
const withPrompt = ["prefill", ...usual] as const;
const colors: Record<Span["phase"], string> = {
  prefill: "var(--gamma)",
  draft: "var(--draft)",
  verify: "var(--target)",
  decide: "var(--alpha)",
  "read-back": "var(--ink-2)",
};
/** The phases from the top, a row each. */
function phasesOf(iterations: readonly TracedIteration[]): readonly Span["phase"][] {
  const prompt = iterations.some(({ iteration }) =>
    iteration.spans.some(({ phase }) => phase === "prefill"),
  );
  return prompt ? withPrompt : usual;
}

const rowOf = (phases: readonly Span["phase"][], phase: Span["phase"]) =>
  phases.length - 1 - phases.indexOf(phase);

interface Props {
  readonly iterations: readonly TracedIteration[];
  /** The iteration under the microscope. */
  readonly chosen: number;
  readonly onChoose: (iteration: number) => void;
}

/** Where each microsecond of the speculative run went: one row a phase. */
export function Timeline({ iterations, chosen, onChoose }: Props) {
  const [zoom, setZoom] = useState(1);
  const phases = useMemo(() => phasesOf(iterations), [iterations]);
  const { bars, start, end } = useMemo(() => barsOf(iterations, phases), [iterations, phases]);
  const picked = iterations[chosen]?.iteration.spans;
  const middle = picked?.[0] ? (picked[0].start + (picked.at(-1)?.end ?? 0)) / 2 - start : 0;
  const width = Math.max((end - start) / zoom, 1e-3);
  const from = Math.max(0, Math.min(end - start - width, middle - width / 2));
  const to = from + width;
  const shares = useMemo(() => sharesOf(iterations), [iterations]);
  return (
    <Chart
      name="timeline"
      title={timeline.title}
      summary={shares.length === 0 ? timeline.nothing : timeline.shares(shares)}
      showSummary
      x={{
        kind: "linear",
        domain: [from, to],
        label: timeline.x,
        format: timeFormat(from, to),
      }}
      y={{
        kind: "linear",
        domain: [0, phases.length],
        label: "",
        ticks: phases.map((phase) => rowOf(phases, phase) + 0.5),
        format: (row) => phaseNames[phases[phases.length - 1 - Math.floor(row)] ?? "draft"],
      }}
      height={120 + 25 * phases.length}
      onDrag={(point, phase) => {
        if (phase === "end") onChoose(iterationAt(iterations, point.x + start));
      }}
      dragHint={timeline.choose}
      describe={(time) => {
        const index = iterationAt(iterations, time + start);
        const trace = iterations[index];
        return [
          { label: timeline.iteration, text: String(index + 1) },
          { label: timeline.adds, text: timeline.tokens(trace?.iteration.tokens.length ?? 0) },
          ...spansOf(trace).map((span) => ({
            label: phaseNames[span.phase],
            text: formatTime(span.end - span.start),
            color: colors[span.phase],
          })),
        ];
      }}
      table={() => ({
        columns: [columns.iteration, columns.phase, columns.start, columns.end],
        rows: iterations.flatMap((trace, i) =>
          trace.iteration.spans.map((span) => [
            i + 1,
            phaseNames[span.phase],
            span.start - start,
            span.end - start,
          ]),
        ),
      })}
      legend={
        <Legend
          items={phases.map((phase) => ({
            label: phaseNames[phase],
            color: colors[phase],
            kind: "dot" as const,
          }))}
        />
      }
      actions={
        <span className="zoom">
          <button
            type="button"
            className="button"
            aria-label={timeline.zoomOut}
            disabled={zoom <= 1}
            onClick={() => setZoom(zoom / 2)}
          >
            −
          </button>
          <button
            type="button"
            className="button"
            aria-label={timeline.zoomIn}
            disabled={zoom >= 256}
            onClick={() => setZoom(zoom * 2)}
          >
            +
          </button>
        </span>
      }
    >
      {(s) => (
        <Bars s={s} bars={bars.map((bar) => (bar.iteration === chosen ? bar.strong : bar.weak))} />
      )}
    </Chart>
  );
}

function barsOf(iterations: readonly TracedIteration[], phases: readonly Span["phase"][]) {
  const start = iterations[0]?.iteration.spans[0]?.start ?? 0;
  const end = iterations.at(-1)?.iteration.spans.at(-1)?.end ?? start + 1;
  const bars = iterations.flatMap((trace, iteration) =>
    trace.iteration.spans.map((span, i) => {
      const bar: BarSpec = {
        key: `${iteration}-${i}`,
        x0: span.start - start,
        x1: span.end - start,
        row: rowOf(phases, span.phase),
        color: colors[span.phase],
      };
      return { iteration, strong: bar, weak: { ...bar, opacity: 0.55 } };
    }),
  );
  return { bars, start, end };
}

function iterationAt(iterations: readonly TracedIteration[], time: number): number {
  const found = iterations.findIndex(({ iteration }) => (iteration.spans.at(-1)?.end ?? 0) >= time);
  return found < 0 ? Math.max(0, iterations.length - 1) : found;
}

function spansOf(trace: TracedIteration | undefined): readonly Span[] {
  const seen = new Map<Span["phase"], Span>();
  for (const span of trace?.iteration.spans ?? []) {
    const before = seen.get(span.phase);
    const length = span.end - span.start + (before ? before.end - before.start : 0);
    seen.set(span.phase, { phase: span.phase, start: 0, end: length });
  }
  return [...seen.values()];
}

function sharesOf(
  iterations: readonly TracedIteration[],
): readonly (readonly [Span["phase"], number])[] {
  const sums = new Map<Span["phase"], number>();
  for (const trace of iterations)
    for (const span of trace.iteration.spans)
      sums.set(span.phase, (sums.get(span.phase) ?? 0) + span.end - span.start);
  const total = [...sums.values()].reduce((sum, time) => sum + time, 0);
  return [...sums].map(([phase, time]) => [phase, time / Math.max(total, 1e-9)] as const);
}
