import { type Scenario, views } from "../scenario/scenario.ts";
import { formatUrl } from "../scenario/url.ts";
import { useScenario } from "../scenario/use.ts";
import { CopyButton } from "../ui/CopyButton.tsx";

/** The name of the app, and what holds for every page: reset and link. */
export function Header() {
  const embed = useScenario((state) => state.scenario.embed);
  const reset = useScenario((state) => state.reset);
  return (
    <header className="header">
      <a
        className="wordmark"
        href={location.pathname}
        target={embed ? "_blank" : undefined}
        rel="noopener"
      >
        SDSL <span>Explorer</span>
      </a>
      {!embed && <Views />}
      <div className="header-tools">
        {!embed && (
          <button type="button" className="button" onClick={reset}>
            Reset all
          </button>
        )}
        <CopyButton text={() => location.href} label="Copy link" done="Link copied" />
      </div>
    </header>
  );
}

const viewNames: Record<Scenario["view"], string> = {
  explore: "Explore",
  lab: "Lab",
  evidence: "Evidence",
};

/** The pages. What is set goes along from one to the other. */
function Views() {
  const scenario = useScenario((state) => state.scenario);
  const change = useScenario((state) => state.change);
  return (
    <nav className="views" aria-label="Pages">
      {views.map((view) => (
        <a
          key={view}
          href={formatUrl({ ...scenario, view, run: false }) || location.pathname}
          aria-current={scenario.view === view ? "page" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            change({ view, run: false });
            scrollTo(0, 0);
          }}
        >
          {viewNames[view]}
        </a>
      ))}
    </nav>
  );
}
