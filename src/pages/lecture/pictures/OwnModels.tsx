import { useState } from "react";
import type { Scored } from "../../../measure/protocol.ts";
import { straightLine } from "../../../measure/statistics.ts";
import { formatFixed } from "../../../ui/format.ts";
import { dozen } from "../../shared/prompts.ts";
import { score } from "../../shared/use-lab.ts";
import { useBusy } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { usePair } from "../use-pair.ts";
import { Waiting } from "./Waiting.tsx";

/** Beginnings that the target goes on from; acceptance hangs on the text. */
const beginnings = 4;

/** The acceptance of our own models, measured in this browser when it is asked for. */
export function useOwnModels() {
  const pair = usePair({ temperature: 1, prompts: dozen.slice(0, beginnings), length: 96 });
  const [state, setState] = useState<{
    readonly scored: readonly Scored[] | null;
    readonly failure: string | null;
    readonly running: boolean;
  }>({ scored: null, failure: null, running: false });
  useBusy(state.running);
  const { settings } = pair;
  const measure = () => {
    if (settings === null) return;
    setState({ scored: null, failure: null, running: true });
    score(settings).then(
      (scored) => setState({ scored, failure: null, running: false }),
      (error: unknown) =>
        setState({
          scored: null,
          failure: error instanceof Error ? error.message : String(error),
          running: false,
        }),
    );
  };
  return { ...state, pair, measure };
}

/** The button, and afterwards what the points say. */
export function OwnModels({ own }: { own: ReturnType<typeof useOwnModels> }) {
  const words = texts.perplexity;
  const { pair, scored, failure, running, measure } = own;
  if (failure !== null || pair.settings === null)
    return <Waiting family={pair.family} failure={failure} />;
  if (scored !== null) {
    const line = straightLine(scored.map(({ perplexity, alpha }) => ({ x: perplexity, y: alpha })));
    return <p>{line && words.slope(formatFixed(-10 * line.slope, 2))}</p>;
  }
  return (
    <p>
      <button type="button" className="button" disabled={running} onClick={measure}>
        {running ? words.measuring : words.measure}
      </button>
    </p>
  );
}
