import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { hurry, inFrame } from "../../charts/frame.ts";
import { createLive, type Live, type Settable } from "../../charts/live.ts";
import type { Answer, First, Rest } from "../../curves/answer.ts";
import { type CurvesClient, createCurvesClient, spawnCurvesWorker } from "../../curves/client.ts";
import type { Request } from "../../curves/compute.ts";
import { modelOf, type Scenario } from "../../scenario/scenario.ts";
import { useScenarioStore } from "../../scenario/use.ts";

export interface Answered<A = First> {
  readonly answer: A;
  /** The scenario that the answer belongs to; while a slider moves it trails what is set. */
  readonly scenario: Scenario;
}

/** The newest answers: what is looked at first, and all of it, which may trail. Null before the first. */
export interface Moving {
  readonly first: Live<Answered> | null;
  readonly whole: Live<Answered<Answer>> | null;
}

interface State extends Moving {
  readonly first: Settable<Answered> | null;
  readonly whole: Settable<Answered<Answer>> | null;
}

const nothing: State = { first: null, whole: null };

/** The newest answer of the curves' worker, which moves without a render. `<html data-settled>` is "true"
 *  exactly while what is shown belongs to what is set. */
export function useAnswer(): Moving & {
  readonly failure: string | null;
  readonly retry: () => void;
} {
  const store = useScenarioStore();
  const client = useRef<CurvesClient | null>(null);
  const asked = useRef<{ scenario: Scenario; request: Request } | null>(null);
  const newest = useRef(nothing);
  /** What React has drawn: the first answer waits for the charts' code. */
  const drawn = useRef(nothing);
  const [shown, setShown] = useState(nothing);
  const [failure, setFailure] = useState<string | null>(null);

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

  /** After all that moves in a frame. */
  const settleShown = useCallback(() => {
    const { whole } = drawn.current;
    queueMicrotask(() => {
      if (whole) settle(sameCurves(whole.get().scenario, store.getState().scenario));
    });
  }, [store]);

  useEffect(() => {
    const onAnswer = (answer: First | Rest, request: Request) => {
      const { first, whole } = newest.current;
      if ("headline" in answer) {
        const value = { answer, scenario: { ...store.getState().scenario, ...request } };
        if (first) first.set(value);
        else newest.current = { first: createLive<Answered>(value), whole };
      } else if (first) {
        const { scenario, answer: before } = first.get();
        const value = { answer: { ...before, ...answer }, scenario };
        if (whole) whole.set(value);
        else newest.current = { first, whole: createLive<Answered<Answer>>(value) };
        inFrame(settleShown);
      }
      hurry();
      setFailure(null);
      // the first one draws all there is, in slices; any other moves what is drawn
      if (!first || !whole) startTransition(() => setShown(newest.current));
    };
    client.current = createCurvesClient(spawnCurvesWorker, { onAnswer, onFailure: setFailure });
    asked.current = null;
    ask();
    const unsubscribe = store.subscribe(ask);
    return () => {
      unsubscribe();
      client.current?.stop();
      client.current = null;
    };
  }, [store, ask, settleShown]);

  useLayoutEffect(() => {
    drawn.current = shown;
    if (shown.whole) settleShown();
  }, [shown, settleShown]);

  const retry = useCallback(() => {
    asked.current = null;
    setFailure(null);
    ask();
  }, [ask]);
  return { ...shown, failure, retry };
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
