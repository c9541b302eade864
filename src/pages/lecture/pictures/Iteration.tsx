import { useCallback, useEffect, useState } from "react";
import type { Traced } from "../../../measure/protocol.ts";
import { Microscope } from "../../shared/Microscope.tsx";
import { trace } from "../../shared/use-lab.ts";
import { report } from "../lecture-store.ts";
import { useBusy, useScene } from "../scene-context.ts";
import { usePair } from "../use-pair.ts";
import { Waiting } from "./Waiting.tsx";

/** The iteration that the scene begins with: the first in which two or three proposals of four were kept, or
 *  at least one was and one fell. */
function telling(iterations: readonly Traced[]): number {
  const mixed = (fewest: number) =>
    iterations.findIndex(({ iteration: { verdicts } }) => {
      const accepted = verdicts.filter((verdict) => verdict.accepted).length;
      return accepted >= fewest && accepted < verdicts.length;
    });
  const two = mixed(2);
  return Math.max(0, two < 0 ? mixed(1) : two);
}

const lookahead = 4;

/** Characters of the text that are shown: about a line of a projector, so that the picture keeps its height. */
const line = 72;

/** The end of a text, from the beginning of a word. */
function endOf(text: string): string {
  return text.length <= line ? text : `… ${text.slice(-line).replace(/^\S*\s+/, "")}`;
}

/** One real iteration of our models, sealed until the audience has answered. */
export function Iteration() {
  const { revealed, scenario } = useScene();
  const gamma = scenario.gamma === "auto" ? lookahead : Math.min(6, scenario.gamma);
  const pair = usePair({ temperature: scenario.temp === 0 ? 1 : scenario.temp, gamma, length: 48 });
  const [iterations, setIterations] = useState<readonly Traced[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const key = JSON.stringify(pair.settings);

  useEffect(() => {
    const settings = JSON.parse(key);
    if (settings === null) return;
    let wanted = true;
    setIterations(null);
    trace(settings).then(
      (traced) => {
        if (!wanted) return;
        setFailure(null);
        setIterations(traced);
        setChosen(telling(traced));
      },
      (error: unknown) =>
        wanted && setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [key]);

  const accepted = iterations?.[chosen]?.iteration.verdicts.filter((v) => v.accepted).length;
  useEffect(() => {
    report("accepted", accepted);
    return () => report("accepted", undefined);
  }, [accepted]);
  useBusy(pair.settings !== null && iterations === null && failure === null);
  const choose = useCallback((next: number) => setChosen(next), []);

  if (iterations === null) return <Waiting family={pair.family} failure={failure} />;
  const written = iterations.slice(0, chosen).flatMap(({ texts }) => texts);
  return (
    <div className="live-iteration">
      <p className="live-text">
        {endOf(`${pair.settings?.prompt}${written.join("")}`)}
        <span className="live-caret" aria-hidden="true" />
      </p>
      <Microscope
        iterations={iterations}
        chosen={chosen}
        onChoose={choose}
        settings={revealed ? pair.settings : null}
        sealed={!revealed}
      />
    </div>
  );
}
