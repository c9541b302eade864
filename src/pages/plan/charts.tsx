import { memo } from "react";
import { Band } from "../../charts/Band.tsx";
import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Heatmap } from "../../charts/Heatmap.tsx";
import { HeatmapLegend } from "../../charts/HeatmapLegend.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { Rules } from "../../charts/Rule.tsx";
import { useScenario } from "../../scenario/use.ts";
import type { BreakEven } from "../../sdsl/serving/break-even.ts";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { breakEvenWords, formatSpeedup } from "./words.ts";

const say = texts.charts;
// the same functions each time, so that scales and marks are kept
const whole = (v: number) => formatNumber(Math.round(v), 4);
const plain = (v: number) => formatNumber(v);
/** The best draft is orange as everywhere; the others step back. */
const inks = ["var(--draft)", "var(--target)", "var(--gamma)", "var(--ink-3)"];

/** The value of a curve at the nearest of its xs. */
function near(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number): number {
  let best = 0;
  for (let i = 1; i < xs.length; i++)
    if (Math.abs((xs[i] ?? 0) - x) < Math.abs((xs[best] ?? 0) - x)) best = i;
  return ys[best] ?? Number.NaN;
}

/** Speedup over the batch, for the best drafts. */
export const BatchChart = memo(function BatchChart({ planned }: { planned: Planned }) {
  const change = useScenario((state) => state.change);
  const { answer, setting, scenario } = planned;
  const { batches, plan } = answer;
  if (batches === null) return null;
  const { batch, curves, low, high } = batches;
  const top = Math.max(1.2, ...high, ...curves.flatMap(({ speedup }) => [...speedup]));
  const end = batch.at(-1) ?? 256;
  return (
    <Chart
      name="plan-batch"
      title={say.batch.title}
      summary={say.batch.summary(breakEvenWords(planned))}
      showSummary
      x={{ kind: "log", domain: [1, end], label: texts.controls.batch, format: whole }}
      y={{ kind: "linear", domain: [0, top * 1.05], label: "Speedup", format: formatSpeedup }}
      height={340}
      onDrag={(point, phase) => change({ batch: Math.round(point.x) }, phase === "end")}
      dragHint="Drag to choose the batch."
      home={scenario.batch}
      describe={(x) => [
        { label: "batch", text: whole(x) },
        ...curves.map(({ draft, speedup }, i) => ({
          label: setting.draftName(draft),
          text: formatSpeedup(near(batch, speedup, x)),
          color: inks[i],
        })),
      ]}
      table={() => ({
        columns: [
          { key: "batch", label: "Batch", unit: "sequences" },
          ...curves.map(({ draft }) => ({ key: draft, label: setting.draftName(draft) })),
          { key: "low", label: "Low" },
          { key: "high", label: "High" },
        ],
        rows: Array.from(batch, (b, i) => [
          b,
          ...curves.map(({ speedup }) => speedup[i] ?? Number.NaN),
          low[i] ?? Number.NaN,
          high[i] ?? Number.NaN,
        ]),
      })}
      legend={
        <Legend
          items={[
            ...curves.map(({ draft }, i) => ({
              label: setting.draftName(draft),
              color: inks[i] ?? "var(--ink-3)",
            })),
            { label: "95% band", color: "var(--draft)", kind: "band" },
          ]}
        />
      }
    >
      {(s) => (
        <>
          <Band s={s} xs={batch} low={low} high={high} color="var(--draft)" />
          {[...curves].reverse().map(({ draft, speedup }, i) => (
            <Line
              key={draft}
              s={s}
              xs={batch}
              ys={speedup}
              color={inks[curves.length - 1 - i]}
              weight={i === curves.length - 1 ? 2.25 : 1.25}
            />
          ))}
          <Rules
            s={s}
            rules={[
              { y: 1, label: "break-even", dashed: true },
              ...edges(plan.breakEven, end).map((x) => ({
                x,
                label: `batch ${whole(x)}`,
                color: "var(--ink-2)",
              })),
              { x: scenario.batch, label: "yours", color: "var(--target)", dashed: true },
            ]}
          />
        </>
      )}
    </Chart>
  );
});

/** The batches at which the gain begins or ends, within what is drawn. */
function edges(even: BreakEven | null, end: number): readonly number[] {
  return (even?.pays ?? [])
    .flatMap(({ first, last }) => [first, last])
    .filter((batch) => batch > 1 && batch < end);
}

/** Speedup of the best draft over batch and context, with break-even and the end of memory. */
export const LoadMap = memo(function LoadMap({ planned }: { planned: Planned }) {
  const change = useScenario((state) => state.change);
  const { answer, setting, scenario } = planned;
  const { map, plan } = answer;
  const [first] = plan.ranked;
  if (map === null || first === undefined) return null;
  const { batch, context, values, memory, areas } = map;
  const end = batch.at(-1) ?? 256;
  const value = (b: number, n: number) => {
    const index = (xs: Float64Array, x: number) =>
      xs.reduce((best, v, i) => (Math.abs(v - x) < Math.abs((xs[best] ?? 0) - x) ? i : best), 0);
    return values[index(context, n) * batch.length + index(batch, b)] ?? Number.NaN;
  };
  return (
    <Chart
      name="plan-map"
      title={say.map.title}
      summary={say.map.summary(setting.draftName(first.draft.id))}
      showSummary
      x={{ kind: "log", domain: [1, end], label: texts.controls.batch, format: whole }}
      y={{
        kind: "log",
        domain: [context[0] ?? 128, context.at(-1) ?? 131_072],
        label: texts.controls.ctx,
        format: formatCount,
      }}
      height={340}
      plane
      onDrag={(point, phase) =>
        change(
          { batch: Math.round(point.x), ctx: Math.round(Number(point.y.toPrecision(2))) },
          phase === "end",
        )
      }
      dragHint="Drag or click to choose both."
      home={scenario.batch}
      describe={(b, n = scenario.ctx) => [
        { label: "batch", text: whole(b) },
        { label: "context", text: formatCount(n) },
        { label: "speedup", text: formatSpeedup(value(b, n)) },
      ]}
      table={() => ({
        columns: [
          { key: "batch", label: "Batch", unit: "sequences" },
          { key: "context", label: "Context", unit: "tokens" },
          { key: "speedup", label: "Speedup" },
        ],
        rows: Array.from(values, (v, i) => [
          batch[i % batch.length] ?? 0,
          context[Math.floor(i / batch.length)] ?? 0,
          v,
        ]),
      })}
      legend={
        <HeatmapLegend
          label="Speedup"
          thresholds={areas.map(({ value }) => value)}
          format={formatSpeedup}
        />
      }
    >
      {(s) => (
        <>
          <Heatmap s={s} xs={batch} ys={context} areas={areas} isoline={1} />
          <Line
            s={s}
            xs={memory.map((b) => Math.max(0.5, b))}
            ys={context}
            color="var(--warn)"
            weight={2}
            dashed
          />
          <Dots
            s={s}
            dots={[
              {
                x: scenario.batch,
                y: Math.max(context[0] ?? 128, scenario.ctx),
                color: "var(--target)",
                radius: 6,
                label: formatSpeedup(first.point.speedup),
              },
            ]}
          />
        </>
      )}
    </Chart>
  );
});

/** Speedup of the best draft at every lookahead. */
export const LookaheadChart = memo(function LookaheadChart({ planned }: { planned: Planned }) {
  const change = useScenario((state) => state.change);
  const { answer, setting, scenario } = planned;
  const [first] = answer.plan.ranked;
  const points = answer.lookahead;
  if (first === undefined) return null;
  const most = Math.min(32, Math.max(12, first.point.gamma * 2));
  const shown = points.slice(0, most + 1);
  const xs = shown.map(({ gamma }) => gamma);
  const ys = shown.map(({ speedup }) => speedup);
  const best = shown.reduce((a, b) => (b.speedup > a.speedup ? b : a));
  const flags = {
    vllm: `num_speculative_tokens ${best.gamma}`,
    sglang: `--speculative-num-steps ${best.gamma}, --speculative-num-draft-tokens ${best.gamma + 1}`,
    llamacpp: `--spec-draft-n-max ${best.gamma}`,
    trtllm: `max_draft_len ${best.gamma}`,
  };
  return (
    <Chart
      name="plan-lookahead"
      title={say.lookahead.title}
      summary={
        best.gamma === 0
          ? say.lookahead.loses(setting.draftName(first.draft.id), first.point.gamma)
          : say.lookahead.summary(
              setting.draftName(first.draft.id),
              best.gamma,
              flags[scenario.engine],
            )
      }
      showSummary
      x={{ kind: "linear", domain: [0, most], label: "Lookahead γ, tokens", format: whole }}
      y={{
        kind: "linear",
        domain: [0, Math.max(1.2, ...ys) * 1.05],
        label: "Speedup",
        format: formatSpeedup,
      }}
      height={300}
      onDrag={(point, phase) =>
        change({ gamma: Math.max(1, Math.round(point.x)) }, phase === "end")
      }
      dragHint="Drag to choose the lookahead."
      home={first.point.gamma}
      describe={(x) => {
        const point = shown[Math.round(x)] ?? best;
        return [
          { label: "lookahead", text: String(point.gamma), color: "var(--gamma)" },
          { label: "tokens an iteration", text: formatFixed(point.tokens, 2) },
          { label: "speedup", text: formatSpeedup(point.speedup) },
        ];
      }}
      table={() => ({
        columns: [
          { key: "gamma", label: "Lookahead", unit: "tokens" },
          { key: "tokens", label: "Tokens an iteration" },
          { key: "draft", label: "Drafting", unit: "s" },
          { key: "verification", label: "Verification", unit: "s" },
          { key: "overhead", label: "Overhead", unit: "s" },
          { key: "speedup", label: "Speedup" },
        ],
        rows: shown.map((p) => [p.gamma, p.tokens, p.draft, p.verification, p.overhead, p.speedup]),
      })}
    >
      {(s) => (
        <>
          <Rules s={s} rules={[{ y: 1, label: "break-even", dashed: true }]} />
          <Line s={s} xs={xs} ys={ys} color="var(--gamma)" weight={1.25} />
          <Dots
            s={s}
            dots={shown.map((point) => ({
              x: point.gamma,
              y: point.speedup,
              color: "var(--gamma)",
              radius: point.gamma === first.point.gamma ? 6 : 3,
              ...(point.gamma === first.point.gamma
                ? { label: `γ = ${point.gamma}`, side: "above" as const }
                : {}),
            }))}
          />
        </>
      )}
    </Chart>
  );
});

/** What a pass over several tokens costs, in passes of one: modelled, or measured with its cliffs. */
export const VerifyChart = memo(function VerifyChart({ planned }: { planned: Planned }) {
  const { answer, scenario } = planned;
  const { k, cost } = answer.verification;
  const measured = scenario.verify.length > 0;
  const base = (answer.plan.baselineSeconds || 1) * 1e3;
  const top = Math.max(2, ...cost);
  return (
    <Chart
      name="plan-verify"
      title={say.verify.title}
      summary={measured ? say.verify.measured : say.verify.modelled}
      showSummary
      x={{ kind: "linear", domain: [1, k.at(-1) ?? 33], label: say.verify.x, format: whole }}
      y={{
        kind: "linear",
        domain: [0, top * 1.05],
        label: say.verify.label,
        format: plain,
      }}
      height={300}
      describe={(x) => [
        { label: "tokens", text: whole(x) },
        { label: "passes of one", text: formatFixed(near(k, cost, x), 3), color: "var(--target)" },
        { label: "time", text: `${formatNumber(near(k, cost, x) * base)} ms` },
      ]}
      table={() => ({
        columns: [
          { key: "k", label: "Tokens verified" },
          { key: "cost", label: "Passes of one token" },
        ],
        rows: Array.from(k, (tokens, i) => [tokens, cost[i] ?? Number.NaN]),
      })}
    >
      {(s) => (
        <>
          <Line s={s} xs={k} ys={cost} color="var(--target)" weight={2} />
          <Dots
            s={s}
            dots={scenario.verify
              .filter((pass) => pass.k <= k.length)
              .map((pass) => ({
                x: pass.k,
                y: pass.ms / base,
                color: "var(--target)",
                hollow: true,
              }))}
          />
        </>
      )}
    </Chart>
  );
});
