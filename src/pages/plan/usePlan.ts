import {
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type Client, createClient } from "../../curves/client.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import type { PageRequest } from "../../serving/compute.ts";
import type { PlanAnswer } from "./answer.ts";
import { kept } from "./kept.ts";
import { type Setting, settingOf } from "./setting.ts";

/** An answer with the setting and the scenario that it belongs to. */
export interface Planned {
  readonly answer: PlanAnswer;
  readonly setting: Setting;
  readonly scenario: Scenario;
  /** The request as text. */
  readonly key: string;
}

const spawn = (): Worker =>
  new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "plan" });

type Job = Omit<Planned, "answer">;

/** The newest answer of the plan's worker. `<html data-settled>` is "true" exactly while what is shown
 *  belongs to what is set. */
export function usePlan() {
  const scenario = useScenario((state) => state.scenario);
  const setting = useMemo(() => settingOf(scenario), [scenario]);
  const client = useRef<Client<PageRequest> | null>(null);
  const jobs = useRef(new Map<string, Job>());
  const [shown, setShown] = useState<Planned | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const key = useMemo(() => JSON.stringify(setting.request), [setting]);

  useEffect(() => {
    let first = true;
    const made = createClient<PageRequest, PlanAnswer>(spawn, {
      onAnswer: (answer, request) => {
        const asked = JSON.stringify(request);
        const job = jobs.current.get(asked);
        // those before it were overtaken
        for (const before of jobs.current.keys()) {
          jobs.current.delete(before);
          if (before === asked) break;
        }
        if (!job) return;
        const show = () =>
          setShown((before) => ({
            answer: before === null ? answer : kept(before.answer, answer),
            ...job,
          }));
        // the first one draws all there is, in slices; any other follows the hand at once
        if (first) startTransition(show);
        else show();
        first = false;
        setFailure(null);
      },
      onFailure: (message) => setFailure(message),
    });
    client.current = made;
    return () => {
      made.stop();
      client.current = null;
    };
  }, []);

  const ask = useCallback(() => {
    jobs.current.delete(key);
    jobs.current.set(key, { setting, scenario, key });
    client.current?.ask(setting.request);
  }, [key, setting, scenario]);

  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    ask();
  }, [key, ask]);
  // a worker that was made anew knows nothing
  useEffect(() => {
    return () => {
      asked.current = null;
    };
  }, []);

  // what the request does not hang on, such as the engine, may have moved on
  const current = useMemo(
    () => (shown?.key === key ? { ...shown, setting, scenario } : shown),
    [shown, key, setting, scenario],
  );
  const trailing = useDeferredValue(current);
  const settled = trailing?.key === key;
  useLayoutEffect(() => {
    document.documentElement.dataset.settled = String(settled);
  }, [settled]);

  const retry = useCallback(() => {
    setFailure(null);
    ask();
  }, [ask]);
  return { scenario, setting, shown: current, trailing, failure, retry };
}
