import { memo } from "react";
import { Equation } from "../../ui/Equation.tsx";
import { lightUp, useHover } from "./hover.ts";
import { equationChain } from "./tex.ts";
import { chain } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

/** The chain from sizes to speedup, live. */
export const Equations = memo(function Equations({
  answered: { answer, scenario },
}: {
  answered: Answered;
}) {
  const active = useHover((state) => state.term);
  return (
    <section className="equations" aria-labelledby="equations-title">
      <h2 id="equations-title">{chain.heading}</h2>
      <ol>
        {equationChain(answer, scenario).map((step, i) => (
          <li key={i === 2 ? "acceptance" : i === 3 ? "lookahead" : step.name}>
            <p className="equation-name">{step.name}</p>
            <Equation
              tex={step.tex}
              label={step.label}
              active={active}
              onHoverTerm={lightUp}
              lines={1.6}
            />
          </li>
        ))}
      </ol>
    </section>
  );
});
