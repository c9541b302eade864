import { useContext, useRef } from "react";
import { toCsv } from "../../charts/csv.ts";
import { download } from "../../charts/download.ts";
import { ChartNotes } from "../../charts/notes.ts";
import { withNotes } from "../../charts/table.ts";
import { useScenario } from "../../scenario/use.ts";
import type { LabState } from "../shared/lab-state.ts";
import { appBase } from "../shared/link.ts";
import { resultTable } from "./export-result.ts";
import { files } from "./file-texts.ts";
import { ShareResult } from "./ShareResult.tsx";
import { writeStored } from "./stored/stored.ts";

/** What can be done with a result, the way back to one that was saved, and the way to a class's. */
export function Exports({
  lab,
  busy,
  onOpen,
}: {
  lab: LabState;
  busy: boolean;
  onOpen: (file: File) => void;
}) {
  const change = useScenario((state) => state.change);
  const notes = useContext(ChartNotes);
  const input = useRef<HTMLInputElement>(null);
  const some = lab.result !== null || lab.points.length > 0;
  return (
    <div className="lab-exports">
      {lab.result && <ShareResult run={lab.result} card={lab.device} />}
      {(some || lab.comparison.length > 0) && (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => download(writeStored(lab, appBase()), "sdsl-lab.json", "application/json")}
        >
          {files.json}
        </button>
      )}
      {some && (
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
      )}
      <button
        type="button"
        className="button"
        disabled={busy}
        title={files.drop}
        onClick={() => input.current?.click()}
      >
        {files.open}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        data-open-result=""
        accept=".json,application/json"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file) onOpen(file);
        }}
      />
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
    </div>
  );
}
