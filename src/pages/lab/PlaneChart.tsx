import { useMemo } from "react";
import { Chart } from "../../charts/Chart.tsx";
import { HeatmapLegend } from "../../charts/HeatmapLegend.tsx";
import { shade } from "../../charts/palette.ts";
import type { Plot } from "../../charts/scales.ts";
import type { FamilyModel } from "../../measure/protocol.ts";
import { formatFixed } from "../../ui/format.ts";
import { modelWords } from "../shared/lab-words.ts";
import { columns, marks, plane } from "./chart-texts.ts";
import { type Cell, cellAt, familyPlane } from "./family-plane.ts";

interface PlaneProps {
  readonly models: readonly FamilyModel[];
  /** Ids of the chosen pair. */
  readonly target: string | undefined;
  readonly draft: string | undefined;
  /** At temperature 0 it is the share of places where both rank the same token first. */
  readonly greedy: boolean;
  readonly onChoose: (target: string, draft: string) => void;
}

/** Each is the lower end of a shade. */
const thresholds = [0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75];
/** From here on a shade is nearer to the ink than to the paper. */
const strong = 7;

/** The family's own plane: the acceptance of every pair, as it was measured on held-out stories. */
export function PlaneChart({ models, target, draft, greedy, onChoose }: PlaneProps) {
  const family = useMemo(() => familyPlane(models), [models]);
  const { drafts, targets, cells } = family;
  if (cells.length === 0) return null;
  const value = ({ acceptance }: Cell) => (greedy ? acceptance.greedy : acceptance.alpha);
  const chosen = cells.find((cell) => cell.draft.id === draft && cell.target.id === target);
  const words = ({ params, distilledFrom }: FamilyModel) =>
    modelWords(params, distilledFrom !== null);
  const axis = (some: readonly FamilyModel[]) => ({
    kind: "linear" as const,
    domain: [-0.5, some.length - 0.5] as const,
    ticks: some.map((_, i) => i),
    format: (i: number) => {
      const model = some[i];
      return model ? plane.short(model.params, model.distilledFrom !== null) : "";
    },
  });
  return (
    <Chart
      name="lab-plane"
      title={plane.title}
      summary={plane.summary(
        greedy,
        chosen && [words(chosen.draft), words(chosen.target), value(chosen)],
      )}
      showSummary
      x={{ ...axis(drafts), label: plane.x }}
      y={{ ...axis(targets), label: plane.y }}
      height={320}
      plane
      home={chosen?.x}
      onDrag={(point, phase) => {
        const cell = cellAt(family, point.x, point.y);
        if (phase === "end" && cell) onChoose(cell.target.id, cell.draft.id);
      }}
      dragHint={plane.choose}
      describe={(x, y = chosen?.y ?? targets.length - 1) => {
        const cell = cellAt(family, x, y);
        if (cell === undefined) return [{ label: plane.none, text: "" }];
        return [
          { label: marks.draft, text: words(cell.draft), color: "var(--draft)" },
          { label: marks.target, text: words(cell.target), color: "var(--target)" },
          { label: plane.alpha, text: formatFixed(cell.acceptance.alpha, 3) },
          { label: plane.greedy, text: formatFixed(cell.acceptance.greedy, 3) },
        ];
      }}
      table={() => ({
        columns: [
          columns.draft,
          columns.target,
          { key: "alpha", label: plane.alpha, unit: "0 to 1" },
          { key: "greedy", label: plane.greedy, unit: "0 to 1" },
        ],
        rows: cells.map((cell) => [
          cell.draft.id,
          cell.target.id,
          cell.acceptance.alpha,
          cell.acceptance.greedy,
        ]),
      })}
      legend={
        <HeatmapLegend
          label={greedy ? plane.greedy : plane.alpha}
          thresholds={thresholds}
          format={(v) => formatFixed(v, 2)}
        />
      }
    >
      {(s) => <Cells s={s} cells={cells} value={value} chosen={chosen} />}
    </Chart>
  );
}

function Cells({
  s,
  cells,
  value,
  chosen,
}: {
  s: Plot;
  cells: readonly Cell[];
  value: (cell: Cell) => number;
  chosen: Cell | undefined;
}) {
  const width = s.x(1) - s.x(0);
  const height = s.y(0) - s.y(1);
  const place = ({ x, y }: Cell) => ({ x: s.x(x - 0.5), y: s.y(y + 0.5), width, height });
  return (
    <>
      {cells.map((cell) => {
        const step = thresholds.filter((threshold) => value(cell) >= threshold).length;
        return (
          <g key={`${cell.draft.id} ${cell.target.id}`}>
            <rect {...place(cell)} style={{ fill: shade(step, thresholds.length) }} />
            <text
              className="plane-value"
              x={s.x(cell.x)}
              y={s.y(cell.y) + s.font * 0.35}
              textAnchor="middle"
              style={{ fill: step >= strong ? "var(--paper)" : "var(--ink)" }}
            >
              {formatFixed(value(cell), 2).replace(/^0/, "")}
            </text>
          </g>
        );
      })}
      {chosen && (
        <rect {...place(chosen)} fill="none" style={{ stroke: "var(--draft)" }} strokeWidth={2.5} />
      )}
    </>
  );
}
