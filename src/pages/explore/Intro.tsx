import { memo } from "react";
import { defaultScenario, type Scenario } from "../../scenario/scenario.ts";
import { formatUrl } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";

/** The title and what the page is about, in three sentences. */
export const Title = memo(function Title() {
  return (
    <div className="title">
      <h1>How big should a draft model be?</h1>
      <p>
        In <em>speculative decoding</em> a small <span className="ink-draft">draft</span> model
        writes a few tokens ahead and the large <span className="ink-target">target</span> checks
        them all in one pass, so the text is the target's own, only faster. A larger draft is{" "}
        <span className="ink-alpha">accepted</span> more often but costs more each step. Somewhere
        between lies the best one, and a scaling law says where.
      </p>
    </div>
  );
});

const examples: readonly { text: string; patch: Partial<Scenario> }[] = [
  {
    text: "Why do small targets gain little?",
    patch: { M: 1e9, pin: [{ name: "70B", model: defaultScenario }] },
  },
  {
    text: "What if my acceptance is 0.8?",
    patch: { alpha: 0.8, pin: [{ name: "by the plane", model: defaultScenario }] },
  },
  { text: "What does a 1B draft cost a 70B target?", patch: { N: 1e9 } },
  {
    text: "And with 64 users on one H100?",
    patch: { M: 8e9, cost: "roofline", hw: "h100", batch: 64 },
  },
];

/** Links into the model, each a question. */
export const Examples = memo(function Examples() {
  const change = useScenario((state) => state.change);
  const theme = useScenario((state) => state.scenario.theme);
  return (
    <nav className="examples" aria-label="Things to try">
      <span>Try</span>
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
      <h2 id="reading-title">Reading the curves, in one minute</h2>
      <div className="reading-columns">
        <p>
          <strong>The hump.</strong> On the left the draft is too weak: few of its tokens are
          accepted. On the right it is too slow: drafting costs as much as it saves. The top is{" "}
          <span className="ink-draft">N*</span>, and it is broad, so a draft of half or twice the
          size loses little.
        </p>
        <p>
          <strong>The lookahead.</strong> Each further token is reached only if all before it were
          accepted, so its worth falls as a geometric series while its cost stays. Where the two
          meet lies <span className="ink-gamma">γ*</span>.
        </p>
        <p>
          <strong>The slogan.</strong> “200 times smaller” is true of targets of 30B to 60B. The
          paper's law is a line with an intercept, N = μM + M₀: about 1/110 of the target at 13B,
          1/250 at 70B, and ever closer to 1/370 beyond.
        </p>
        <p>
          <strong>The fine print.</strong> The acceptance plane was fitted on one data set and
          explains 60% of what was measured; the shaded bands carry the rest. Hatching marks sizes
          that nobody fitted. The paper counts FLOPs at batch 1: choose the roofline to see what a
          real device changes.
        </p>
      </div>
    </section>
  );
});
