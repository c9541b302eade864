import { Fragment } from "react";
import { type Prediction, predictors } from "../../sdsl/evidence/predict.ts";
import { formatTimes } from "../../ui/format.ts";
import { Downloads } from "./Figures.tsx";
import { orderedRows, pairOf, rowsTable } from "./measured-rows.ts";
import { RowDetail } from "./RowDetail.tsx";
import { measured, predictorNames, ui } from "./texts.tsx";

interface Props {
  readonly chosen: Prediction;
  /** Whether the chosen row's detail stands here, below it. */
  readonly open: boolean;
  readonly onToggle: (prediction: Prediction) => void;
}

const headings: readonly string[] = [
  measured.row,
  measured.hardware,
  measured.measuredColumn,
  ...predictors.map((predictor) => predictorNames[predictor]),
  measured.confidence,
];

/** All rows, each named by its pair; its detail opens in place. */
export function MeasuredRows({ chosen, open, onToggle }: Props) {
  return (
    <section className="figures rows" aria-labelledby="rows-caption">
      <h3 id="rows-caption">{measured.tableCaption}</h3>
      <div className="figures-scroll">
        <table>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {orderedRows.map((prediction) => {
              const expanded = open && prediction === chosen;
              return (
                <Fragment key={prediction.row.id}>
                  <Row
                    prediction={prediction}
                    current={prediction === chosen}
                    expanded={expanded}
                    onToggle={onToggle}
                  />
                  {expanded && (
                    <tr className="rows-detail">
                      <td colSpan={headings.length}>
                        <RowDetail prediction={prediction} />
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      <Downloads name="measurements" caption={measured.tableCaption} table={rowsTable} />
    </section>
  );
}

interface RowProps {
  readonly prediction: Prediction;
  readonly current: boolean;
  readonly expanded: boolean;
  readonly onToggle: (prediction: Prediction) => void;
}

function Row({ prediction, current, expanded, onToggle }: RowProps) {
  const { row, speedups } = prediction;
  const cells = [
    row.hardware,
    formatTimes(row.speedup),
    ...predictors.map((predictor) => {
      const value = speedups[predictor];
      return value === undefined ? measured.none : formatTimes(value);
    }),
    row.confidence,
  ];
  return (
    <tr data-id={row.id} aria-current={current ? "true" : undefined}>
      <th scope="row">
        <button
          type="button"
          aria-expanded={expanded}
          aria-label={`${ui.look} ${pairOf(row)} (${row.id})`}
          onClick={() => onToggle(prediction)}
        >
          {pairOf(row)}
        </button>
        <small>{[row.task, row.id].filter(Boolean).join(" · ")}</small>
      </th>
      {cells.map((cell, i) => (
        <td
          key={headings[i + 1]}
          data-label={headings[i + 1]}
          data-none={cell === measured.none ? "" : undefined}
        >
          {cell}
        </td>
      ))}
    </tr>
  );
}
