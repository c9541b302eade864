import { groups, stagedRows } from "../../sdsl/evidence/groups.ts";
import { ownCostWithout } from "../../sdsl/evidence/iterations.ts";
import { formatFixed, formatTimes } from "../../ui/format.ts";
import { type Figure, Figures } from "./Figures.tsx";
import { stackErrors as say } from "./stack-texts.ts";
import { errorText } from "./texts.tsx";

const byGroup: Figure = {
  name: "stack-errors",
  caption: say.caption,
  table: {
    columns: [
      { key: "group", label: say.columns.group },
      { key: "rows", label: say.columns.rows },
      { key: "datasheet", label: say.columns.datasheet },
      { key: "datasheet_median", label: say.columns.median },
      { key: "stack", label: say.columns.stack },
      { key: "stack_median", label: say.columns.median },
    ],
    rows: groups.map(({ name, datasheet, stack }) => [
      say.groups[name],
      stack.rows,
      datasheet.meanError,
      datasheet.medianError,
      stack.meanError,
      stack.medianError,
    ]),
  },
  cells: groups.map(({ name, datasheet, stack }) => [
    say.groups[name],
    stack.rows,
    errorText(datasheet.meanError),
    errorText(datasheet.medianError),
    errorText(stack.meanError),
    errorText(stack.medianError),
  ]),
};

const byRow: Figure = {
  name: "stack-rows",
  caption: say.rowsCaption,
  table: {
    columns: [
      { key: "row", label: say.columns.row },
      { key: "stack_on", label: say.columns.on },
      { key: "measured", label: say.columns.measured },
      { key: "datasheet", label: say.columns.datasheet },
      { key: "stack", label: say.columns.stack },
    ],
    rows: stagedRows.map(({ row, assumption, speedups }) => [
      row.id,
      assumption.stack?.on ?? "",
      row.speedup,
      speedups.roofline ?? Number.NaN,
      speedups.stack ?? Number.NaN,
    ]),
  },
  cells: stagedRows.map(({ row, assumption, speedups }) => [
    row.id,
    assumption.stack?.on ?? "",
    formatTimes(row.speedup),
    formatTimes(speedups.roofline ?? Number.NaN),
    formatTimes(speedups.stack ?? Number.NaN),
  ]),
};

/** The errors of what real stacks reach beside the datasheet's, by group. */
export function StackErrors() {
  return (
    <div className="evidence-pair">
      <Figures {...byGroup}>
        <p className="figures-note">{say.note}</p>
      </Figures>
      <Figures {...byRow}>
        <p className="figures-note">{say.own(formatFixed(1e3 * ownCostWithout(), 1))}</p>
      </Figures>
    </div>
  );
}
