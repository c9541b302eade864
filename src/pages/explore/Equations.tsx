import { useCallback, useRef } from "react";
import { type Live, useLive } from "../../charts/live.ts";
import { Equation, type EquationHandle } from "../../ui/Equation.tsx";
import { lightUp, litTerm } from "./hover.ts";
import { equationChain } from "./tex.ts";
import { chain } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

/** The chain from sizes to speedup, live. */
export function Equations({ of }: { of: Live<Answered> }) {
  const { answer, scenario } = of.get();
  const names = useRef<(HTMLElement | null)[]>([]);
  const equations = useRef<(EquationHandle | null)[]>([]);
  const show = useCallback(({ answer, scenario }: Answered) => {
    for (const [i, { name, tex, label }] of equationChain(answer, scenario).entries()) {
      const heading = names.current[i];
      if (heading && heading.textContent !== name) heading.textContent = name;
      equations.current[i]?.show(tex, label);
    }
  }, []);
  useLive(of, show);
  const light = useCallback((term: string | null) => {
    for (const equation of equations.current) equation?.light(term);
  }, []);
  useLive(litTerm, light);
  return (
    <section className="equations" aria-labelledby="equations-title">
      <h2 id="equations-title">{chain.heading}</h2>
      <ol>
        {equationChain(answer, scenario).map(({ step, tex, label }, i) => (
          <li key={step}>
            <p
              className="equation-name"
              ref={(element) => {
                names.current[i] = element;
              }}
            />
            <Equation
              tex={tex}
              label={label}
              ref={(equation) => {
                equations.current[i] = equation;
              }}
              onHoverTerm={lightUp}
              lines={1.6}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
