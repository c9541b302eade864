import { useContext } from "react";
import { toCsv } from "../../charts/csv.ts";
import { download } from "../../charts/download.ts";
import { ChartNotes } from "../../charts/notes.ts";
import { withNotes } from "../../charts/table.ts";
import { useScenario } from "../../scenario/use.ts";
import type { LabState } from "../shared/lab-state.ts";
import { resultJson, resultTable } from "./export-result.ts";
import { ShareResult } from "./ShareResult.tsx";
import { files } from "./texts.tsx";

/** What can be done with a result, and the way to a class's. */
export function Exports({ lab }: { lab: LabState }) {
  const change = useScenario((state) => state.change);
  const notes = useContext(ChartNotes);
  const some = lab.result !== null || lab.points.length > 0;
  return (
    <p className="lab-exports">
      {lab.result && <ShareResult run={lab.result} card={lab.device} />}
      {some && (
        <>
          <button
            type="button"
            className="button"
            onClick={() => download(resultJson(lab), "sdsl-lab.json", "application/json")}
          >
            {files.json}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              const table = withNotes(resultTable(lab), notes());
              download(toCsv(table), "sdsl-lab.csv", "text/csv;charset=utf-8");
            }}
          >
            {files.csv}
          </button>
        </>
      )}
      <button
        type="button"
        className="button"
        onClick={() => {
          change({ view: "board", run: false });
          scrollTo(0, 0);
        }}
      >
        {files.board}
      </button>
    </p>
  );
}
