import { useEffect, useState } from "react";
import { useScenario } from "../../scenario/use.ts";
import { formatNumber } from "../../ui/format.ts";
import { HandoutLink } from "./HandoutLink.tsx";
import type { Command } from "./keys.ts";
import { useLecture } from "./lecture-store.ts";
import { behind } from "./pace.ts";
import { type Place, placeAfter, type Question, type Scene, stepsOf } from "./scene.ts";
import { useScene } from "./scene-context.ts";
import { texts } from "./texts.ts";
import { truthOf } from "./truths.ts";

const words = texts.presenterView;

interface Props {
  readonly scenes: readonly Scene[];
  readonly place: Place;
  readonly onCommand: (command: Command) => void;
}

/** The lecturer's own window: where the lecture is, notes, what comes next, the time. */
export function Presenter({ scenes, place, onCommand }: Props) {
  const { scene, index, step } = place;
  const black = useLecture((state) => state.black);
  const hide = useScenario((state) => state.scenario.hide);
  const after = placeAfter(scenes, place, 1);
  const ends = after === place;
  return (
    <div className="presenter">
      <header className="presenter-head">
        <Clock scenes={scenes} place={place} />
        <div className="presenter-buttons">
          <button type="button" className="button" onClick={() => onCommand("back")}>
            {texts.previous}
          </button>
          <button type="button" className="button button-strong" onClick={() => onCommand("next")}>
            {texts.next}
          </button>
          <button
            type="button"
            className="button"
            aria-pressed={black}
            onClick={() => onCommand("black")}
          >
            {black ? words.light : words.dark}
          </button>
          <HandoutLink />
        </div>
      </header>
      <section className="presenter-now" aria-label={words.now}>
        <p className="presenter-label">
          {words.now}: {texts.of(index + 1, scenes.length)}
          {stepsOf(scene) > 1 && `, ${words.steps[step - 1]?.toLowerCase()}`}
        </p>
        <h1>{scene.title}</h1>
        {scene.question && (
          <>
            <p className="presenter-question">{scene.question.text}</p>
            <p className="presenter-answer">
              {words.answer}: <RightAnswer question={scene.question} />
            </p>
          </>
        )}
      </section>
      {!hide.includes("notes") && (
        <section className="presenter-notes" aria-label={words.notes}>
          <p className="presenter-label">{words.notes}</p>
          {scene.notes.length === 0 && <p>{words.noNotes}</p>}
          {scene.notes.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      )}
      <section className="presenter-next" aria-label={words.after}>
        <p className="presenter-label">{words.after}</p>
        {ends ? (
          <p>{words.end}</p>
        ) : (
          <>
            <p className="presenter-next-title">
              {after.index === index ? words.steps[after.step - 1] : after.scene.title}
            </p>
            {after.index !== index && after.scene.question && <p>{after.scene.question.text}</p>}
            {after.index === index && <p>{words.afterwards(scenes[index + 1]?.title)}</p>}
          </>
        )}
      </section>
    </div>
  );
}

function RightAnswer({ question }: { question: Question }) {
  const { scenario } = useScene();
  const found = useLecture((state) => state.found);
  if (question.kind === "choice") return question.answers[question.right]?.text;
  const truth = truthOf(question.truth);
  const value = truth.of(scenario, found);
  return value === null ? words.live : truth.format(value);
}

const two = (n: number) => String(Math.floor(n)).padStart(2, "0");

/** The time of day, how long the lecture has gone on, and how that is against the plan. */
function Clock({ scenes, place }: Pick<Props, "scenes" | "place">) {
  const [now, setNow] = useState(() => Date.now());
  const [began, setBegan] = useState<number | null>(null);
  const [kept, setKept] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const elapsed = Math.max(0, (kept + (began === null ? 0 : now - began)) / 1000);
  const planned = scenes.reduce((sum, { minutes }) => sum + minutes, 0);
  const started = began !== null || kept > 0;
  const date = new Date(now);
  const toggle = () => {
    const time = Date.now();
    if (began === null) setBegan(time);
    else {
      setKept(kept + time - began);
      setBegan(null);
    }
    setNow(time);
  };
  return (
    <div className="presenter-clock">
      <p>
        <span className="presenter-label">{words.clock}</span>
        <time>
          {two(date.getHours())}:{two(date.getMinutes())}
        </time>
      </p>
      <p>
        <span className="presenter-label">
          {words.elapsed}, {words.planned(formatNumber(planned))}
        </span>
        <time>
          {two(elapsed / 60)}:{two(elapsed % 60)}
        </time>
        {started && (
          <span className="presenter-label">{words.pace(behind(scenes, place, elapsed / 60))}</span>
        )}
      </p>
      <button type="button" className="button" onClick={toggle}>
        {began === null ? words.start : words.pause}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          setKept(0);
          setBegan(began === null ? null : Date.now());
        }}
      >
        {words.zero}
      </button>
    </div>
  );
}
