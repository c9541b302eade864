import { useCallback, useEffect, useRef } from "react";
import { ChartNotes } from "../../charts/notes.ts";
import { useScenario, useVisible } from "../../scenario/use.ts";
import { Notice } from "../../ui/Notice.tsx";
import { scenarioNotes } from "../shared/link.ts";
import { useTitle } from "../shared/title.ts";
import { AcceptanceChart } from "./AcceptanceChart.tsx";
import { MainControls, MoreControls } from "./Controls.tsx";
import { Equations } from "./Equations.tsx";
import "../shared/page.css";
import "./explore.css";
import { ReadoutRows, Sentence } from "./Headline.tsx";
import { Asked, Examples, Reading, Title } from "./Intro.tsx";
import { LookaheadChart } from "./LookaheadChart.tsx";
import { MainChart } from "./MainChart.tsx";
import { MapChart } from "./MapChart.tsx";
import { OptimumChart } from "./OptimumChart.tsx";
import { Pins } from "./Pins.tsx";
import { intro, page, pins } from "./texts.tsx";
import { descriptionOf, titleOf } from "./title.ts";
import { useAnswer } from "./useAnswer.ts";

/** Sliders that move the law's curves. */
export function ExplorePage() {
  const scenario = useScenario((state) => state.scenario);
  const { shown, trailing, failure, retry } = useAnswer();
  const visible = useVisible();
  const answer = shown?.answer ?? null;
  // what is exported says what it was computed from, which may trail what is set
  const computed = useRef(scenario);
  useEffect(() => {
    if (shown) computed.current = shown.scenario;
  }, [shown]);
  useTitle(shown ? titleOf(shown) : intro.heading, shown ? descriptionOf(shown) : undefined);
  const notes = useCallback(() => scenarioNotes(computed.current), []);
  return (
    <ChartNotes value={notes}>
      <main id="main" className="explore" data-embed={scenario.embed}>
        {visible("intro") ? <Title /> : <h1 className="visually-hidden">{page.bare}</h1>}
        {visible("intro") && <Examples />}
        <div className="explore-status">
          <Notice
            messages={failure === null ? [] : [{ id: "worker", text: failure, kind: "warn" }]}
          />
          {failure !== null && (
            <button type="button" className="button" onClick={retry}>
              {page.again}
            </button>
          )}
        </div>
        {visible("headline") && (
          <div className="explore-sentence">{shown && <Sentence answered={shown} />}</div>
        )}
        {visible("intro") && shown && <Asked answered={shown} />}
        <aside className="explore-controls" aria-label={page.controls}>
          <MainControls scenario={scenario} answer={answer} />
          <div className="explore-more">
            {shown && visible("headline") && (
              <p className="answer-bar" aria-hidden="true">
                {pins.numbers(shown.answer.headline)}
              </p>
            )}
            <MoreControls scenario={scenario} answer={answer} />
            {shown && visible("pins") && <Pins scenario={scenario} answer={shown.answer} />}
          </div>
        </aside>
        <div className="explore-figure">
          {visible("main") && (
            <div className="figure-main">{shown && <MainChart answered={shown} />}</div>
          )}
          {visible("headline") && shown && (
            <ReadoutRows headline={shown.answer.headline} scenario={shown.scenario} />
          )}
        </div>
        {trailing && (
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
        {visible("intro") && <Reading />}
      </main>
    </ChartNotes>
  );
}
