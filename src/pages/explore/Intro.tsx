import { memo, useEffect, useState } from "react";
import { defaultScenario } from "../../scenario/scenario.ts";
import { formatUrl } from "../../scenario/url.ts";
import { useScenario, useScenarioStore } from "../../scenario/use.ts";
import { asked, asking } from "./questions.ts";
import { intro, reading } from "./texts.tsx";
import { rememberUse, wasUsed } from "./used.ts";

/** The title and what the page is about, in three sentences; for who has used the page before, the title alone. */
export const Title = memo(function Title() {
  const [folded, setFolded] = useState(wasUsed);
  const store = useScenarioStore();
  useEffect(
    () =>
      store.subscribe((state, before) => {
        // not at once: the page would move under the hand
        if (state.scenario !== before.scenario) rememberUse();
      }),
    [store],
  );
  return (
    <div className="title" data-folded={folded}>
      <h1>{intro.heading}</h1>
      {folded ? (
        <button type="button" className="title-more" onClick={() => setFolded(false)}>
          {intro.unfold}
        </button>
      ) : (
        <p>{intro.lead}</p>
      )}
    </div>
  );
});

/** Links into the model, each a question. */
export const Examples = memo(function Examples() {
  const change = useScenario((state) => state.change);
  const theme = useScenario((state) => state.scenario.theme);
  const pin = useScenario((state) => state.scenario.pin);
  return (
    <nav className="examples" aria-label={intro.examples}>
      <span>{intro.tryThis}</span>
      <ul>
        {asked.map((question) => {
          const patch = asking(question, pin);
          return (
            <li key={question.text}>
              <a
                href={formatUrl({ ...defaultScenario, theme, ...patch })}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  change(patch);
                }}
              >
                {question.text}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
});

/** What the picture says, for a first reader. */
export const Reading = memo(function Reading() {
  return (
    <section className="reading" aria-labelledby="reading-title">
      <h2 id="reading-title">{reading.heading}</h2>
      <div className="reading-columns">
        {reading.paragraphs.map(({ name, text }) => (
          <p key={name}>
            <strong>{name}</strong> {text}
          </p>
        ))}
      </div>
    </section>
  );
});
