import { type DragEvent, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { toCsv } from "../../charts/csv.ts";
import { download } from "../../charts/download.ts";
import { withNotes } from "../../charts/table.ts";
import { encodeResult, type Result } from "../../scenario/result.ts";
import { defaultScenario } from "../../scenario/scenario.ts";
import { useScenario, useVisible } from "../../scenario/use.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { formatPercent, formatTimes } from "../../ui/format.ts";
import { Notice } from "../../ui/Notice.tsx";
import { Readout } from "../../ui/Readout.tsx";
import { linkTo, scenarioNotes } from "../shared/link.ts";
import "../shared/page.css";
import "./board.css";
import { BoardChart } from "./BoardChart.tsx";
import { BoardTable } from "./BoardTable.tsx";
import { add, clear, remove, useBoard } from "./board-store.ts";
import { Collect } from "./Collect.tsx";
import { collectFiles, type Outcome } from "./collect.ts";
import { boardTable, isFound, rowsOf, type Summary, summaryOf } from "./summary.ts";
import { texts } from "./texts.ts";

/** A class's results, measured against predicted. What the link brings is added to what this device keeps. */
export function BoardPage() {
  const scenario = useScenario((state) => state.scenario);
  const change = useScenario((state) => state.change);
  const visible = useVisible();
  const { results, kept } = useBoard();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [over, setOver] = useState(false);
  const [find, setFind] = useState("");
  const rows = useMemo(() => rowsOf(results), [results]);
  const summary = summaryOf(rows);

  useEffect(() => {
    if (scenario.result.length > 0) add(scenario.result);
  }, [scenario.result]);
  useLayoutEffect(() => {
    document.documentElement.dataset.settled = "true";
  });

  const takeAway = (result: Result) => {
    remove(result);
    const key = encodeResult(result);
    const left = scenario.result.filter((other) => encodeResult(other) !== key);
    if (left.length < scenario.result.length) change({ result: left });
  };
  const takeAll = () => {
    clear();
    if (scenario.result.length > 0) change({ result: [] });
    setOutcome(null);
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) setOutcome(await collectFiles(files));
  };
  return (
    <main
      id="main"
      className="board"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => void drop(event)}
    >
      {visible("intro") ? (
        <div className="title">
          <h1>{texts.title}</h1>
          <p>{texts.intro}</p>
          <p className="board-local">{texts.local}</p>
        </div>
      ) : (
        <h1 className="visually-hidden">{texts.title}</h1>
      )}
      <Notice messages={kept ? [] : [{ id: "kept", text: texts.notKept, kind: "warn" }]} />
      {visible("collect") && (
        <Collect scenario={scenario} outcome={outcome} onOutcome={setOutcome} />
      )}
      <div className="board-shown">
        {summary === null ? (
          <p className="board-empty">{texts.empty}</p>
        ) : (
          <>
            <SummaryView summary={summary} />
            <BoardChart rows={rows} summary={summary} find={find} />
            <p className="board-find">
              <label className="control-label" htmlFor="find-device">
                {texts.find}
              </label>
              <input
                id="find-device"
                type="search"
                className="field"
                autoComplete="off"
                value={find}
                onChange={(event) => setFind(event.currentTarget.value)}
              />
              {find.trim() !== "" && (
                <output className="control-hint">
                  {texts.found(rows.filter((row) => isFound(row, find)).length)}
                </output>
              )}
            </p>
            <div className="board-buttons">
              <button
                type="button"
                className="button"
                onClick={() => {
                  const table = withNotes(boardTable(rows), scenarioNotes(scenario));
                  download(toCsv(table), "sdsl-board.csv", "text/csv;charset=utf-8");
                }}
              >
                {texts.save}
              </button>
              <CopyButton
                text={() => linkTo({ ...defaultScenario, view: "board", result: results })}
                label={texts.copy}
                done={texts.copied}
              />
              <ClearButton count={rows.length} onClear={takeAll} />
            </div>
            {visible("table") && <BoardTable rows={rows} find={find} onRemove={takeAway} />}
          </>
        )}
      </div>
    </main>
  );
}

function SummaryView({ summary }: { summary: Summary }) {
  const { count, speedup, pays, errorCalibrated, errorSdsl } = summary;
  return (
    <div className="readouts-more board-summary">
      <Readout quantity="results" value={count} text={String(count)} label={texts.results} />
      <Readout
        quantity="speedup_median"
        value={speedup}
        text={formatTimes(speedup)}
        label={texts.median}
      />
      <Readout quantity="pays" value={pays} text={`${pays} of ${count}`} label={texts.pays} />
      <Readout
        quantity="error_calibrated"
        value={errorCalibrated}
        text={formatPercent(errorCalibrated, 2)}
        label={texts.errorCalibrated}
        band={texts.atMedian}
      />
      <Readout
        quantity="error_sdsl"
        value={errorSdsl}
        text={formatPercent(errorSdsl, 2)}
        label={texts.errorLaw}
        band={texts.atMedian}
      />
    </div>
  );
}

/** What cannot be taken back is asked twice. */
function ClearButton({ count, onClear }: { count: number; onClear: () => void }) {
  const [sure, setSure] = useState(false);
  return (
    <button
      type="button"
      className="button"
      onBlur={() => setSure(false)}
      onClick={() => {
        if (sure) onClear();
        setSure(!sure);
      }}
    >
      {sure ? texts.clearSure(count) : texts.clear}
    </button>
  );
}
