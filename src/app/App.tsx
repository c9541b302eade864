import { lazy, Suspense } from "react";
import { ExplorePage } from "../pages/explore/ExplorePage.tsx";
import { useScenario } from "../scenario/use.ts";
import "./app.css";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { Notices } from "./Notices.tsx";

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

export function App() {
  const view = useScenario((state) => state.scenario.view);
  const embed = useScenario((state) => state.scenario.embed);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the charts
      </a>
      <Header />
      <Notices />
      {view === "explore" ? (
        <ExplorePage />
      ) : (
        <Suspense fallback={<main id="main" className="loading" aria-busy="true" />}>
          {view === "lab" ? <LabPage /> : <EvidencePage />}
        </Suspense>
      )}
      {!embed && <Footer />}
    </>
  );
}
