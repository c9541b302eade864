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
          <button type="button" className="button" onClick={reset}>
            {header.reset}
          </button>
        )}
        <CopyButton text={() => location.href} label={header.copy} done={header.copied} />
        {!embed && <ShareButton />}
      </div>
    </header>
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
