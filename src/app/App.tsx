import { lazy, Suspense, useCallback } from "react";
import { ChartNotes } from "../charts/notes.ts";
import { ExplorePage } from "../pages/explore/ExplorePage.tsx";
import { scenarioNotes } from "../pages/shared/link.ts";
import { useTitle } from "../pages/shared/title.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { useScenario, useScenarioStore } from "../scenario/use.ts";
import { formatCount } from "../ui/format.ts";
import "./app.css";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { Notices } from "./Notices.tsx";
import { skip, titles } from "./texts.tsx";

/** The lab brings its engines along; who only explores does not wait for them. */
const LabPage = lazy(() =>
  import("../pages/lab/LabPage.tsx").then(({ LabPage }) => ({ default: LabPage })),
);

/** Nor for the published measurements. */
const EvidencePage = lazy(() =>
  import("../pages/evidence/EvidencePage.tsx").then(({ EvidencePage }) => ({
    default: EvidencePage,
  })),
);

/** Nor for the released models. */
const PlanPage = lazy(() =>
  import("../pages/plan/PlanPage.tsx").then(({ PlanPage }) => ({ default: PlanPage })),
);

const BoardPage = lazy(() =>
  import("../pages/board/BoardPage.tsx").then(({ BoardPage }) => ({ default: BoardPage })),
);

const LecturePage = lazy(() =>
  import("../pages/lecture/LecturePage.tsx").then(({ LecturePage }) => ({ default: LecturePage })),
);

const pages = {
  explore: ExplorePage,
  plan: PlanPage,
  lab: LabPage,
  board: BoardPage,
  evidence: EvidencePage,
  lecture: LecturePage,
} as const;

/** What a page is about, with what of it the link sets. */
function titleOf(scenario: Scenario): string {
  const { view, scene, M, model } = scenario;
  if (view === "lecture" && scene !== "auto") return `${titles.lecture}, ${scene}`;
  if (view === "plan") return `${titles.plan}, ${model === "custom" ? formatCount(M) : model}`;
  return titles[view];
}

/** The Explore page names its answer itself. */
function PageTitle({ text }: { text: string }) {
  useTitle(text);
  return null;
}

export function App() {
  const store = useScenarioStore();
  const notes = useCallback(() => scenarioNotes(store.getState().scenario), [store]);
  const view = useScenario((state) => state.scenario.view);
  const embed = useScenario((state) => state.scenario.embed);
  const presenter = useScenario((state) => state.scenario.presenter && view === "lecture");
  const Page = pages[view];
  const named = useScenario((state) => (view === "explore" ? null : titleOf(state.scenario)));
  return (
    <ChartNotes value={notes}>
      <a className="skip" href="#main">
        {skip}
      </a>
      {!presenter && <Header />}
      <Notices />
      {named !== null && <PageTitle text={named} />}
      <Suspense fallback={<main id="main" className="loading" aria-busy="true" />}>
        <Page />
      </Suspense>
      {!embed && !presenter && <Footer />}
    </ChartNotes>
  );
}
