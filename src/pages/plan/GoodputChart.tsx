import { memo } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { Line } from "../../charts/Line.tsx";
import { useScenario } from "../../scenario/use.ts";
import { formatNumber } from "../../ui/format.ts";
import { answerTexts } from "./answer-texts.ts";
import type { Planned } from "./usePlan.ts";

const say = answerTexts.goodput;
const plain = (v: number) => formatNumber(v, 3);

/** Tokens a second for a user against those of a device, over the batch, with and without speculation. */
export const GoodputChart = memo(function GoodputChart({ planned }: { planned: Planned }) {
  const batchSet = useScenario((state) => state.scenario.batch);
  const { answer, setting } = planned;
  const { goodput, plan } = answer;
  const [first] = plan.ranked;
  if (goodput === null || first === undefined || goodput.batch.length === 0) return null;
  const { batch, user, device } = goodput;
  const xs = [...device.alone, ...device.with];
  const ys = [...user.alone, ...user.with];
  const now = nearest(batch, batchSet);
  const point = (kind: "alone" | "with", color: string) => ({
    x: device[kind][now] ?? Number.NaN,
    y: user[kind][now] ?? Number.NaN,
    color,
    radius: 5,
    ...(kind === "with" ? { label: `${say.batch} ${formatNumber(batch[now] ?? 1, 4)}` } : {}),
  });
  return (
    <Chart
      name="plan-goodput"
      title={say.title}
      summary={say.summary(setting.draftName(first.draft.id))}
      showSummary
      x={{ kind: "log", domain: around(xs), label: say.x, format: plain }}
      y={{ kind: "log", domain: around(ys), label: say.y, format: plain }}
      height={340}
      home={device.alone[now] ?? 1}
      describe={(x) => {
        const i = nearest(device.alone, x);
        return [
          { label: say.batch, text: formatNumber(batch[i] ?? 1, 4) },
          ...(["alone", "with"] as const).map((kind) => ({
            label: say[kind],
            text: `${plain(user[kind][i] ?? 0)} / ${plain(device[kind][i] ?? 0)}`,
            color: kind === "alone" ? "var(--target)" : "var(--draft)",
          })),
        ];
      }}
      table={() => ({
        columns: [
          { key: "batch", label: "Batch", unit: "sequences" },
          { key: "user_alone", label: "A user, without", unit: "tokens/s" },
          { key: "device_alone", label: "A device, without", unit: "tokens/s" },
          { key: "user_with", label: "A user, with", unit: "tokens/s" },
          { key: "device_with", label: "A device, with", unit: "tokens/s" },
        ],
        rows: Array.from(batch, (b, i) => [
          b,
          user.alone[i] ?? Number.NaN,
          device.alone[i] ?? Number.NaN,
          user.with[i] ?? Number.NaN,
          device.with[i] ?? Number.NaN,
        ]),
      })}
      legend={
        <Legend
          items={[
            { label: say.with, color: "var(--draft)" },
            { label: say.alone, color: "var(--target)" },
          ]}
        />
      }
    >
      {(s) => (
        <>
          <Line s={s} xs={device.alone} ys={user.alone} color="var(--target)" weight={1.5} />
          <Line s={s} xs={device.with} ys={user.with} color="var(--draft)" weight={2.25} />
          <Dots s={s} dots={[point("alone", "var(--target)"), point("with", "var(--draft)")]} />
        </>
      )}
    </Chart>
  );
});

/** A domain with room on either side. */
function around(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values) / 1.2, Math.max(...values) * 1.2];
}

function nearest(values: Float64Array, wanted: number): number {
  return values.reduce(
    (best, value, i) =>
      Math.abs(value - wanted) < Math.abs((values[best] ?? 0) - wanted) ? i : best,
    0,
  );
}
