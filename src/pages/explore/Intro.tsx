import { memo } from "react";
import { defaultScenario, type Scenario } from "../../scenario/scenario.ts";
import { formatUrl } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";
import { intro, questions, reading } from "./texts.tsx";

/** The title and what the page is about, in three sentences. */
export const Title = memo(function Title() {
  return (
    <div className="title">
      <h1>{intro.heading}</h1>
      <p>{intro.lead}</p>
    </div>
  );
});

const examples: readonly { text: string; patch: Partial<Scenario> }[] = [
  {
    text: questions.small,
    patch: { M: 1e9, pin: [{ name: "70B", model: defaultScenario }] },
  },
  {
    text: questions.accepted,
    patch: { alpha: 0.8, pin: [{ name: questions.byPlane, model: defaultScenario }] },
  },
  { text: questions.large, patch: { N: 1e9 } },
  {
    text: questions.served,
    patch: { M: 8e9, cost: "roofline", hw: "h100", batch: 64 },
  },
];

/** Links into the model, each a question. */
export const Examples = memo(function Examples() {
  const change = useScenario((state) => state.change);
  const theme = useScenario((state) => state.scenario.theme);
  return (
    <nav className="examples" aria-label={intro.examples}>
      <span>{intro.tryThis}</span>
      <ul>
        {examples.map(({ text, patch }) => {
          const scenario = { ...defaultScenario, theme, ...patch };
          return (
            <li key={text}>
              <a
                href={formatUrl(scenario)}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  change(scenario);
                }}
              >
                {text}
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
