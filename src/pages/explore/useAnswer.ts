import {
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Answer } from "../../curves/answer.ts";
import { type CurvesClient, createCurvesClient, spawnCurvesWorker } from "../../curves/client.ts";
import type { Request } from "../../curves/compute.ts";
import { modelOf, type Scenario } from "../../scenario/scenario.ts";
import { useScenarioStore } from "../../scenario/use.ts";

export interface Answered {
  readonly answer: Answer;
  /** The scenario that the answer belongs to; while a slider moves it trails what is set. */
  readonly scenario: Scenario;
}

interface State {
  /** The newest answer: sliders, sentence, readouts and main chart show it. */
  readonly shown: Answered | null;
  readonly failure: string | null;
}

/** The newest answer of the curves' worker. `<html data-settled>` is "true" exactly while what is
 *  shown belongs to what is set. */
export function useAnswer(): State & {
  /** The same for the rest of the page; while a slider is dragged it may trail, so that the hand's own frame
   *  is never late. */
  readonly trailing: Answered | null;
  readonly retry: () => void;
} {
  const store = useScenarioStore();
  const client = useRef<CurvesClient | null>(null);
  const asked = useRef<{ scenario: Scenario; request: Request } | null>(null);
  const [state, setState] = useState<State>({ shown: null, failure: null });

  const ask = useCallback(() => {
    const { scenario } = store.getState();
    if (asked.current && sameCurves(asked.current.scenario, scenario)) {
      asked.current = { ...asked.current, scenario };
      return;
    }
    settle(false);
    const request = requestOf(scenario);
    asked.current = { scenario, request };
    client.current?.ask(request);
  }, [store]);

  useEffect(() => {
    let first = true;
    client.current = createCurvesClient(spawnCurvesWorker, {
      onAnswer: (answer, request) => {
        const { scenario } = store.getState();
        const shown = { answer, scenario: { ...scenario, ...request } };
        // the first one draws all there is, in slices; any other follows the hand at once
        if (first) startTransition(() => setState({ shown, failure: null }));
        else setState({ shown, failure: null });
        first = false;
      },
      onFailure: (failure) => setState((before) => ({ ...before, failure })),
    });
    asked.current = null;
    ask();
    const unsubscribe = store.subscribe(ask);
    return () => {
      unsubscribe();
      client.current?.stop();
      client.current = null;
    };
  }, [store, ask]);

  const trailing = useDeferredValue(state.shown);
  useLayoutEffect(() => {
    if (trailing) settle(sameCurves(trailing.scenario, store.getState().scenario));
  }, [trailing, store]);

  const retry = useCallback(() => {
    asked.current = null;
    setState((before) => ({ ...before, failure: null }));
    ask();
  }, [ask]);
  return { ...state, trailing, retry };
}

function settle(settled: boolean): void {
  document.documentElement.dataset.settled = String(settled);
}

/** What the curves hang on; the look and what is hidden change nothing. */
function requestOf(scenario: Scenario): Request {
  const { x, y, pin } = scenario;
  return { ...modelOf(scenario), x, y, pin };
}

function sameCurves(a: Scenario, b: Scenario): boolean {
  const first = requestOf(a);
  const second = requestOf(b);
  return (Object.keys(first) as (keyof Request)[]).every((key) => first[key] === second[key]);
}
