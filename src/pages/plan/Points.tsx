import { useMemo } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { Dots } from "../../charts/Dot.tsx";
import { Rules } from "../../charts/Rule.tsx";
import type { Scenario } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { perplexity } from "../../sdsl/pretraining.ts";
import { type Coefficient, fitPlane, type PlanePoint } from "../../serving/fit.ts";
import type { AcceptancePoint } from "../../serving/measurements/measurement.ts";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import type { Setting } from "./setting.ts";
import { texts } from "./texts.ts";

const say = texts.fit;

interface Props {
  readonly points: readonly AcceptancePoint[];
  readonly setting: Setting;
  readonly scenario: Scenario;
}

/** Measured points, the plane fitted through them with its intervals, and what it leaves. */
export function Points({ points, setting, scenario }: Props) {
  const change = useScenario((state) => state.change);
  const placed = useMemo(
    () => points.map((point) => placeOf(point, setting, scenario)),
    [points, setting, scenario],
  );
  const fit = useMemo(() => fitPlane(placed), [placed]);
  if (fit === undefined) return <p className="plan-text">{say.failed}</p>;
  const rows = [
    ["A", fit.A],
    ["B", fit.B],
    ["C", fit.C],
  ] as const;
  const kept = rows.map(([name]) => name).filter((name) => !fit.free.includes(name));
  return (
    <div className="points">
      <div className="points-fit">
        <p className="plan-text">{say.words(points.length)}</p>
        <table>
          <thead>
            <tr>
              <th scope="col">{say.columns.coefficient}</th>
              <th scope="col">{say.columns.value}</th>
              <th scope="col">{say.columns.interval}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, coefficient]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{formatNumber(coefficient.value, 4)}</td>
                <td>{intervalOf(coefficient)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="control-hint">
          {fit.rSquared !== undefined && say.r2(formatFixed(fit.rSquared, 3))}{" "}
          {kept.length > 0 && say.kept(kept.join(" and "))}{" "}
          {points.some(({ kind }) => kind === "size") && say.sizes(formatCount(scenario.D))}
        </p>
        <button
          type="button"
          className="button"
          onClick={() => {
            const rounded = (value: number) => Number(value.toPrecision(6));
            change({
              plane: { A: rounded(fit.A.value), B: rounded(fit.B.value), C: rounded(fit.C.value) },
              alpha: "auto",
              positions: [],
            });
          }}
        >
          {say.use}
        </button>
      </div>
      <Residuals points={placed} residuals={fit.residuals} />
    </div>
  );
}

function intervalOf({ low, high }: Coefficient): string {
  return low === undefined || high === undefined
    ? "–"
    : `${formatNumber(low, 3)} to ${formatNumber(high, 3)}`;
}

/** Perplexities of a point: given, or by the pre-training law for a draft of that size. */
function placeOf(point: AcceptancePoint, { request }: Setting, { D }: Scenario): PlanePoint {
  if (point.kind === "perplexity") return point;
  const { law, target } = request.plan;
  return {
    x: perplexity(law, point.N, D),
    y: perplexity(law, target.trained.parameters, target.trained.tokens),
    alpha: point.alpha,
  };
}

function Residuals({
  points,
  residuals,
}: {
  points: readonly PlanePoint[];
  residuals: readonly number[];
}) {
  const xs = points.map(({ x }) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const margin = (high - low || 1) * 0.1;
  const most = Math.max(0.02, ...residuals.map(Math.abs)) * 1.2;
  const nearest = (x: number) =>
    xs.reduce((best, v, i) => (Math.abs(v - x) < Math.abs((xs[best] ?? 0) - x) ? i : best), 0);
  return (
    <Chart
      name="plan-residuals"
      title={texts.charts.residuals.title}
      summary={`Residuals up to ${formatFixed(Math.max(...residuals.map(Math.abs)), 3)}.`}
      x={{
        kind: "linear",
        domain: [low - margin, high + margin],
        label: "Draft's perplexity x",
        format: (v) => formatNumber(v),
      }}
      y={{
        kind: "linear",
        domain: [-most, most],
        label: "Measured less fitted α",
        format: (v) => formatFixed(v, 2),
      }}
      height={260}
      describe={(x) => {
        const i = nearest(x);
        const point = points[i];
        return [
          { label: "draft's perplexity", text: formatNumber(point?.x ?? 0) },
          { label: "target's", text: formatNumber(point?.y ?? 0) },
          { label: "measured α", text: formatFixed(point?.alpha ?? 0, 3), color: "var(--alpha)" },
          { label: "residual", text: formatFixed(residuals[i] ?? 0, 3) },
        ];
      }}
      table={{
        columns: [
          { key: "x", label: "Draft's perplexity" },
          { key: "y", label: "Target's perplexity" },
          { key: "alpha", label: "Measured acceptance" },
          { key: "residual", label: "Residual" },
        ],
        rows: points.map(({ x, y, alpha }, i) => [x, y, alpha, residuals[i] ?? 0]),
      }}
    >
      {(s) => (
        <>
          <Rules s={s} rules={[{ y: 0 }]} />
          <Dots
            s={s}
            dots={points.map(({ x }, i) => ({ x, y: residuals[i] ?? 0, color: "var(--alpha)" }))}
          />
        </>
      )}
    </Chart>
  );
}
