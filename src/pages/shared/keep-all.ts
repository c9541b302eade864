import { useEffect, useState } from "react";
import type { FamilyModel } from "../../measure/protocol.ts";
import { keptModels } from "./kept.ts";
import { type Answer, answers, type Message } from "./offline-messages.ts";

/** How keeping all models for a time without a network goes on. */
export interface KeepAll {
  /** False where the browser keeps nothing for this page. */
  readonly possible: boolean;
  readonly state: "idle" | "keeping" | "failed";
  /** Ids of those that are kept while it goes on; null before. */
  readonly kept: ReadonlySet<string> | null;
  readonly start: () => void;
}

/** Milliseconds between two looks at what has come. */
const between = 400;

/** Asks the service worker for all models, and looks what has come; `onDone` is called when it has ended. */
export function useKeepAll(models: readonly FamilyModel[], onDone: () => void): KeepAll {
  const [state, setState] = useState<KeepAll["state"]>("idle");
  const [kept, setKept] = useState<ReadonlySet<string> | null>(null);
  const worker = "serviceWorker" in navigator ? navigator.serviceWorker.controller : null;
  const keeping = state === "keeping";

  useEffect(() => {
    if (!keeping) return;
    let wanted = true;
    const look = () => keptModels(models).then((ids) => wanted && setKept(ids));
    const timer = setInterval(look, between);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [keeping, models]);

  return {
    possible: worker !== null,
    state,
    kept,
    start() {
      if (worker === null) return;
      setState("keeping");
      ask(
        worker,
        models.map(({ id }) => id),
      ).then(({ all }) => {
        setState(all ? "idle" : "failed");
        setKept(null);
        onDone();
      });
    },
  };
}

/** What the worker answers to a request to keep these models. */
function ask(worker: ServiceWorker, ids: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent<unknown>) => {
      if (!answers(data, ids)) return;
      navigator.serviceWorker.removeEventListener("message", listen);
      resolve(data);
    };
    navigator.serviceWorker.addEventListener("message", listen);
    worker.postMessage({ keep: ids } satisfies Message);
  });
}
