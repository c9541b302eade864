import { type ReactNode, type RefObject, useContext, useEffect, useRef, useState } from "react";
import { download } from "./download.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import type { ExportAction } from "./export-action.ts";
import { ChartNotes } from "./notes.ts";
import type { AxisSpec } from "./scales.ts";
import { TableView } from "./TableView.tsx";
import { type TableSource, tableOf, withNotes } from "./table.ts";

type Props = {
  /** The prefix of the ids that describe the chart. */
  id: string;
  figure: RefObject<HTMLElement | null>;
  name: string;
  title: string;
  summary: string;
  showSummary?: boolean;
  plane?: boolean;
  onDrag?: unknown;
  dragHint?: string;
  x: AxisSpec;
  y: AxisSpec;
  onCrosshair: (x: number | null) => void;
  table: TableSource;
  notebook?: (notes: readonly string[]) => object;
  actions?: ReactNode;
};

/** Under a chart: what it shows in words, how to use it, its menu and its table. */
export function ChartFoot(props: Props) {
  const { id, figure, name, title, summary, plane, onDrag, dragHint } = props;
  const [tableShown, setTableShown] = useState(false);
  const [failure, setFailure] = useState<string>();
  const notes = useContext(ChartNotes);
  const table = () => withNotes(tableOf(props.table), notes());
  const [playing, setPlaying] = useState(false);
  const silence = useRef<(() => void) | null>(null);
  useEffect(() => () => silence.current?.(), []);

  /** The crosshair goes along with the sound. */
  async function sound() {
    if (silence.current) return silence.current();
    const { play, tuneOf } = await import("./sound.ts");
    const tune = tuneOf(tableOf(props.table), props.x, props.y);
    if (!tune) return;
    setPlaying(true);
    silence.current = play(tune, (at) => {
      props.onCrosshair(at);
      if (at !== null) return;
      silence.current = null;
      setPlaying(false);
    });
  }

  async function onPick(action: ExportAction) {
    setFailure(undefined);
    if (action === "table") return setTableShown(!tableShown);
    if (!figure.current) return;
    try {
      if (action === "sound") return await sound();
      const { fileName, save } = await import("./export.ts");
      if (action === "notebook") {
        const file = JSON.stringify(props.notebook?.(notes()) ?? {}, null, 1);
        return download(file, fileName(name, "ipynb"), "application/x-ipynb+json");
      }
      const description = [summary, ...notes()].join("\n");
      await save(action, { figure: figure.current, name, title, description }, table);
    } catch (e) {
      setFailure(e instanceof Error ? e.message : String(e));
    }
  }

  return (
    <>
      <div className="chart-foot">
        <p id={`${id}summary`} className={props.showSummary ? "chart-summary" : "chart-hidden"}>
          {summary}
        </p>
        <span id={`${id}hint`} className="chart-hidden">
          {`Left and right arrows move the crosshair${plane ? ", up and down too" : ""}.`}
          {onDrag ? ` Enter chooses the value there. ${dragHint ?? ""}` : ""}
        </span>
        {dragHint && (
          <span className="chart-hint" aria-hidden="true">
            {dragHint}
            <span className="chart-touch-hint"> A finger reads; it drags the dot itself.</span>
          </span>
        )}
        <div className="chart-actions">
          {props.actions}
          <ExportMenu
            chart={title}
            tableShown={tableShown}
            playing={playing}
            table={props.table}
            notebook={props.notebook !== undefined}
            onPick={onPick}
          />
        </div>
      </div>
      {failure && (
        <p className="chart-failure" role="alert">
          {failure}
        </p>
      )}
      {tableShown && (
        <TableView caption={title} table={table()} onClose={() => setTableShown(false)} />
      )}
    </>
  );
}
