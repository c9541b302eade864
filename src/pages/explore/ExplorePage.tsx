import type { Hideable } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { Notice } from "../../ui/Notice.tsx";
import { AcceptanceChart } from "./AcceptanceChart.tsx";
import { MainControls, MoreControls } from "./Controls.tsx";
import { Equations } from "./Equations.tsx";
import "../shared/page.css";
import "./explore.css";
import { ReadoutRows, Sentence } from "./Headline.tsx";
import { Examples, Reading, Title } from "./Intro.tsx";
import { LookaheadChart } from "./LookaheadChart.tsx";
import { MainChart } from "./MainChart.tsx";
import { MapChart } from "./MapChart.tsx";
import { OptimumChart } from "./OptimumChart.tsx";
import { Pins } from "./Pins.tsx";
import { useAnswer } from "./useAnswer.ts";

/** Sliders that move the law's curves. */
export function ExplorePage() {
  const scenario = useScenario((state) => state.scenario);
  const { shown, trailing, failure, retry } = useAnswer();
  const { embed, hide } = scenario;
  const visible = (name: Hideable) => !hide.includes(name);
  const answer = shown?.answer ?? null;
  const whole = !embed;
  return (
    <main id="main" className="explore" data-embed={embed}>
      {whole && visible("intro") && <Title />}
      {whole && visible("intro") && <Examples />}
      <div className="explore-status">
        <Notice
          messages={failure === null ? [] : [{ id: "worker", text: failure, kind: "warn" }]}
        />
        {failure !== null && (
          <button type="button" className="button" onClick={retry}>
            Compute again
          </button>
        )}
      </div>
      {visible("headline") && (
        <div className="explore-sentence">{shown && <Sentence answered={shown} />}</div>
      )}
      <aside className="explore-controls" aria-label="Controls">
        <MainControls scenario={scenario} answer={answer} />
        {whole && (
          <div className="explore-more">
            <MoreControls scenario={scenario} answer={answer} />
            {shown && visible("pins") && <Pins scenario={scenario} answer={shown.answer} />}
          </div>
        )}
      </aside>
      <div className="explore-figure">
        {visible("main") && (
          <div className="figure-main">{shown && <MainChart answered={shown} />}</div>
        )}
        {visible("headline") && shown && (
          <ReadoutRows headline={shown.answer.headline} scenario={shown.scenario} />
        )}
      </div>
      {whole && trailing && (
        <div className="explore-rest">
          {visible("equation") && <Equations answered={trailing} />}
          <div className="chart-grid-2">
            {visible("optimum") && <OptimumChart answered={trailing} />}
            {visible("lookahead") && <LookaheadChart answered={trailing} />}
            {visible("acceptance") && <AcceptanceChart answered={trailing} />}
            {visible("map") && <MapChart answered={trailing} />}
          </div>
        </div>
      )}
      {whole && visible("intro") && <Reading />}
    </main>
  );
}
