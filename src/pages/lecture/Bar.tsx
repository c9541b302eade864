import type { Command } from "./keys.ts";
import { type Place, type Scene, stepsOf } from "./scene.ts";
import { texts } from "./texts.ts";

interface Props {
  readonly scenes: readonly Scene[];
  readonly place: Place;
  readonly onCommand: (command: Command) => void;
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Back, the scenes, next, and what a lecturer needs. */
export function Bar({ scenes, place, onCommand }: Props) {
  const { index, step } = place;
  const atStart = index === 0 && step === 1;
  const atEnd = index === scenes.length - 1 && step === stepsOf(place.scene);
  return (
    <nav className="bar" aria-label={texts.scenes}>
      <button
        type="button"
        className="bar-arrow"
        aria-label={texts.previous}
        disabled={atStart}
        onClick={() => onCommand("back")}
      >
        <Arrow by={-1} />
      </button>
      <ol className="bar-scenes">
        {scenes.map(({ name, title }, i) => (
          <li key={name}>
            <button
              type="button"
              className="bar-scene"
              aria-current={i === index ? "step" : undefined}
              aria-label={`${i + 1}. ${capital(name)}: ${title}`}
              onClick={() => onCommand({ scene: i })}
            >
              <span className="bar-dot" />
              <span className="bar-name">{capital(name)}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className="bar-where" aria-hidden="true">
        {texts.of(index + 1, scenes.length)} · {capital(place.scene.name)}
      </p>
      <button
        type="button"
        className="bar-arrow"
        aria-label={texts.next}
        disabled={atEnd}
        onClick={() => onCommand("next")}
      >
        <Arrow by={1} />
      </button>
      <div className="bar-tools">
        <button type="button" className="bar-tool" onClick={() => onCommand("presenter")}>
          {texts.presenter}
        </button>
        <button type="button" className="bar-tool" onClick={() => onCommand("fullscreen")}>
          {texts.fullscreen}
        </button>
        <button type="button" className="bar-tool" onClick={() => onCommand("help")}>
          {texts.keys}
        </button>
      </div>
    </nav>
  );
}

function Arrow({ by }: { by: 1 | -1 }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={by > 0 ? "M9 4l8 8-8 8" : "M15 4l-8 8 8 8"}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
