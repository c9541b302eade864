import {
  lazy,
  memo,
  type ReactNode,
  type RefObject,
  Suspense,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { download } from "./download.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import type { ExportAction } from "./export-action.ts";
import { ChartNotes } from "./notes.ts";
import { type Table, tableOf, withNotes } from "./table.ts";
import type { View } from "./view.tsx";

const TableView = lazy(() =>
  import("./TableView.tsx").then(({ TableView }) => ({ default: TableView })),
);

type Props = {
  /** The prefix of the ids that describe the chart. */
  id: string;
  figure: RefObject<HTMLElement | null>;
  /** Where the view writes what the chart shows in words. */
  summary: RefObject<HTMLParagraphElement | null>;
  view: View;
  name: string;
  title: string;
  showSummary?: boolean;
  plane?: boolean;
  draggable: boolean;
  dragHint?: string;
  /** Whether the chart can be made a notebook. */
  notebook: boolean;
  actions?: ReactNode;
};

/** Under a chart: what it shows in words, how to use it, its menu and its table. */
export const ChartFoot = memo(function ChartFoot(props: Props) {
  const { id, figure, summary, view, name, title, plane, draggable, dragHint } = props;
  const [tableShown, setTableShown] = useState(false);
  const [failure, setFailure] = useState<string>();
  const notes = useContext(ChartNotes);
  const table = () => withNotes(tableOf(view.shown.get().table), notes());
  const [playing, setPlaying] = useState(false);
  const silence = useRef<(() => void) | null>(null);
  useEffect(() => () => silence.current?.(), []);

  /** The crosshair goes along with the sound. */
  async function sound() {
    if (silence.current) return silence.current();
    const { play, tuneOf } = await import("./sound.ts");
    const shown = view.shown.get();
    const tune = tuneOf(tableOf(shown.table), shown.x, shown.y);
    if (!tune) return;
    setPlaying(true);
    silence.current = play(tune, (at) => {
      view.pointAt(at);
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
      const shown = view.shown.get();
      if (action === "notebook") {
        const file = JSON.stringify((await shown.notebook?.(notes())) ?? {}, null, 1);
        return download(file, fileName(name, "ipynb"), "application/x-ipynb+json");
      }
      const description = [shown.summary, ...notes()].join("\n");
      await save(action, { figure: figure.current, name, title, description }, table);
    } catch (e) {
      setFailure(e instanceof Error ? e.message : String(e));
    }
  }

  return (
    <>
      <div className="chart-foot">
        <p
          id={`${id}summary`}
          className={props.showSummary ? "chart-summary" : "chart-hidden"}
          ref={summary}
        />
        <span id={`${id}hint`} className="chart-hidden">
          {`Left and right arrows move the crosshair${plane ? ", up and down too" : ""}.`}
          {draggable ? ` Enter chooses the value there. ${dragHint ?? ""}` : ""}
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
            table={() => tableOf(view.shown.get().table)}
            notebook={props.notebook}
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
        <ShownTable
          view={view}
          caption={title}
          table={table}
          onClose={() => setTableShown(false)}
        />
      )}
    </>
  );
});

/** The table of what the chart shows, as long as it is open. */
function ShownTable({
  view,
  table,
  ...rest
}: {
  view: View;
  caption: string;
  table: () => Table;
  onClose: () => void;
}) {
  useSyncExternalStore(view.shown.subscribe, view.shown.get);
  return (
    <Suspense fallback={null}>
      <TableView table={table()} {...rest} />
    </Suspense>
  );
}
