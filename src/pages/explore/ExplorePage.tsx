import { useCallback } from "react";
import { createLive, type Live, useMoving } from "../../charts/live.ts";
import { ChartNotes } from "../../charts/notes.ts";
import { useScenario, useScenarioStore, useVisible } from "../../scenario/use.ts";
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
import { type Answered, useAnswer } from "./useAnswer.ts";

/** Sliders that move the law's curves. */
export function ExplorePage() {
  const store = useScenarioStore();
  const embed = useScenario((state) => state.scenario.embed);
  const { first, whole, failure, retry } = useAnswer();
  const visible = useVisible();
  // what is exported says what it was computed from, which may trail what is set
  const notes = useCallback(
    () => scenarioNotes(first?.get().scenario ?? store.getState().scenario),
    [first, store],
  );
  return (
    <ChartNotes value={notes}>
      <PageTitle of={first ?? none} />
      <main id="main" className="explore" data-embed={embed}>
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
          <div className="explore-sentence">{first && <MovingSentence of={first} />}</div>
        )}
        {visible("intro") && first && <MovingAsked of={first} />}
        <aside className="explore-controls" aria-label={page.controls}>
          <Controls of={first ?? none} />
        </aside>
        <div className="explore-figure">
          {visible("main") && (
            <div className="figure-main">{first && <MainChart of={first} />}</div>
          )}
          {visible("headline") && first && <MovingReadouts of={first} />}
        </div>
        {first && whole && (
          <div className="explore-rest">
            {visible("equation") && <Equations of={first} />}
            <div className="chart-grid-2">
              {visible("optimum") && <OptimumChart of={whole} />}
              {visible("lookahead") && <LookaheadChart of={first} />}
              {visible("acceptance") && <AcceptanceChart of={first} />}
              {visible("map") && <MapChart of={whole} />}
            </div>
          </div>
        )}
        {visible("intro") && <Reading />}
      </main>
    </ChartNotes>
  );
}

const none = createLive<Answered | null>(null);

function Controls({ of }: { of: Live<Answered | null> }) {
  const scenario = useScenario((state) => state.scenario);
  const answer = useMoving(of)?.answer ?? null;
  const visible = useVisible();
  return (
    <>
      <MainControls scenario={scenario} answer={answer} />
      <div className="explore-more">
        {answer && visible("headline") && (
          <p className="answer-bar" aria-hidden="true">
            {pins.numbers(answer.headline)}
          </p>
        )}
        <MoreControls scenario={scenario} answer={answer} />
        {answer && visible("pins") && <Pins scenario={scenario} answer={answer} />}
      </div>
    </>
  );
}

/** What the link shows, in the window's title. */
function PageTitle({ of }: { of: Live<Answered | null> }) {
  const shown = useMoving(of);
  useTitle(shown ? titleOf(shown) : intro.heading, shown ? descriptionOf(shown) : undefined);
  return null;
}

function MovingAsked({ of }: { of: Live<Answered> }) {
  return <Asked answered={useMoving(of)} />;
}

function MovingSentence({ of }: { of: Live<Answered> }) {
  return <Sentence answered={useMoving(of)} />;
}

function MovingReadouts({ of }: { of: Live<Answered> }) {
  const { answer, scenario } = useMoving(of);
  return <ReadoutRows headline={answer.headline} scenario={scenario} />;
}
