import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { createLive, type Live, useMoving } from "../../charts/live.ts";
import { ChartNotes } from "../../charts/notes.ts";
import { useScenario, useScenarioStore, useVisible } from "../../scenario/use.ts";
import { Notice } from "../../ui/Notice.tsx";
import { scenarioNotes } from "../shared/link.ts";
import { MainControls, MoreControls } from "./Controls.tsx";
import "../shared/page.css";
import "./explore.css";
import { ReadoutRows, Sentence } from "./Headline.tsx";
import { Examples, Reading, Title } from "./Intro.tsx";
import { MainChart } from "./MainChart.tsx";
import { questionOf } from "./questions.ts";
import { page, pins } from "./texts.tsx";
import { type Answered, useAnswer } from "./useAnswer.ts";

// below the first screen: fetched while the first curve is worked out, and shown with all that the worker answers
const loadRest = () => import("./Rest.tsx");
const Rest = lazy(loadRest);
const Asked = lazy(() => import("./Asked.tsx"));
const Pins = lazy(() => import("./Pins.tsx").then(({ Pins }) => ({ default: Pins })));

/** Sliders that move the law's curves. */
export function ExplorePage() {
  const store = useScenarioStore();
  const embed = useScenario((state) => state.scenario.embed);
  const { first, whole, failure, retry } = useAnswer();
  const visible = useVisible();
  useEffect(() => {
    // where it fails, rendering it says so
    loadRest().catch(() => {});
  }, []);
  // what is exported says what it was computed from, which may trail what is set
  const notes = useCallback(
    () => scenarioNotes(first?.get().scenario ?? store.getState().scenario),
    [first, store],
  );
  return (
    <ChartNotes value={notes}>
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
        <Suspense fallback={null}>
          {first && whole && <Rest first={first} whole={whole} />}
        </Suspense>
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
        <Suspense fallback={null}>
          {answer && visible("pins") && <Pins scenario={scenario} answer={answer} />}
        </Suspense>
      </div>
    </>
  );
}

/** Nothing until a question is asked for the first time. */
function MovingAsked({ of }: { of: Live<Answered> }) {
  const answered = useMoving(of);
  const asks = questionOf(answered.scenario) !== undefined;
  const [ever, setEver] = useState(asks);
  useEffect(() => {
    if (asks) setEver(true);
  }, [asks]);
  return <Suspense fallback={null}>{ever && <Asked answered={answered} />}</Suspense>;
}

function MovingSentence({ of }: { of: Live<Answered> }) {
  return <Sentence answered={useMoving(of)} />;
}

function MovingReadouts({ of }: { of: Live<Answered> }) {
  const { answer, scenario } = useMoving(of);
  return <ReadoutRows headline={answer.headline} scenario={scenario} />;
}
