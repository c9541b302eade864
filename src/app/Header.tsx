import { linkTo } from "../pages/shared/link.ts";
import { formatUrl } from "../scenario/url.ts";
import { useScenario } from "../scenario/use.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { ShareButton } from "./share/ShareButton.tsx";
import { header, viewNames } from "./texts.tsx";

/** The name of the app, and what holds for every page: reset, link and sharing. Out of an embed the name leads to
 *  the whole page. */
export function Header() {
  const embed = useScenario((state) => state.scenario.embed);
  const whole = useScenario(({ scenario }) =>
    scenario.embed ? formatUrl({ ...scenario, embed: false, chart: "main", hide: [] }) : "",
  );
  const reset = useScenario((state) => state.reset);
  return (
    <header className="header">
      <a
        className="wordmark"
        href={location.pathname + whole}
        target={embed ? "_blank" : undefined}
        rel="noopener"
      >
        {header.name}
      </a>
      <PrintedLink />
      {!embed && <Views />}
      <div className="header-tools">
        {!embed && (
          <>
            <Steps />
            <button type="button" className="button" onClick={reset}>
              {header.reset}
            </button>
          </>
        )}
        <CopyButton text={() => location.href} label={header.copy} done={header.copied} />
        {!embed && <ShareButton />}
      </div>
    </header>
  );
}

/** Undo and redo, as the browser's back and forward do within this app. */
function Steps() {
  const { at, last } = useScenario((state) => state.steps);
  const undo = useScenario((state) => state.undo);
  const redo = useScenario((state) => state.redo);
  return (
    <span className="steps">
      <Step
        label={header.undo}
        path="M5 2.5 1.5 6 5 9.5M2 6h7a4 4 0 0 1 0 8H5"
        act={undo}
        off={at === 0}
      />
      <Step
        label={header.redo}
        path="M11 2.5 14.5 6 11 9.5M14 6H7a4 4 0 0 0 0 8h4"
        act={redo}
        off={at === last}
      />
    </span>
  );
}

function Step(props: { label: string; path: string; act: () => void; off: boolean }) {
  return (
    <button
      type="button"
      className="step"
      aria-label={props.label}
      title={props.label}
      aria-disabled={props.off}
      onClick={props.act}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d={props.path}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}

const headed = Object.keys(viewNames) as readonly (keyof typeof viewNames)[];

/** The pages. What is set goes along from one to the other. */
function Views() {
  const scenario = useScenario((state) => state.scenario);
  const change = useScenario((state) => state.change);
  const current = scenario.view === "board" ? "lab" : scenario.view;
  return (
    <nav className="views" aria-label={header.pages}>
      {headed.map((view) => (
        <a
          key={view}
          href={formatUrl({ ...scenario, view, run: false, result: [] }) || location.pathname}
          aria-current={current === view ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            change({ view, run: false, result: [] });
            scrollTo(0, 0);
          }}
        >
          {viewNames[view]}
        </a>
      ))}
    </nav>
  );
}

/** On paper: where the page can be had again. */
function PrintedLink() {
  const scenario = useScenario((state) => state.scenario);
  return <p className="print-only">{linkTo(scenario)}</p>;
}
