import { releaseProxy, wrap } from "comlink";
import type { Answer } from "./answer.ts";
import type { Request } from "./compute.ts";

/** What a worker says to one request. An error crosses as a value: thrown, it would arrive without its
 *  class. */
export type Reply<A> =
  | { readonly ok: true; readonly answer: A }
  | { readonly ok: false; readonly message: string };

/** A worker that answers requests one by one. */
export interface ComputingWorker<Q, A> {
  readonly compute: (request: Q) => Reply<A>;
}

/** The same from the other side. Comlink's own type does not take a request of any type. */
interface Remote<Q, A> {
  readonly compute: (request: Q) => Promise<Reply<A>>;
  readonly [releaseProxy]: () => void;
}

export interface Listener<Q, A> {
  /** The answer to `request`, which is the newest that was asked and is not overtaken yet. */
  readonly onAnswer: (answer: A, request: Q) => void;
  /** The worker could not answer, even after a restart. The next request tries again. */
  readonly onFailure: (message: string, request: Q) => void;
}

export interface Client<Q> {
  readonly ask: (request: Q) => void;
  readonly stop: () => void;
}

export type CurvesClient = Client<Request>;

/** A worker that has answered once and then stays silent for so long is dead: a terminated worker raises
 *  no event, its promises wait for ever. Before its first answer it may still be loading. */
const patience = { loading: 20_000, answering: 1_500 } as const;
const maxRestarts = 2;

/** Keeps one worker busy with the newest request: while one runs, only the newest of those that wait is
 *  kept. A worker that dies is replaced and the request repeated. */
export function createClient<Q, A>(spawn: () => Worker, listener: Listener<Q, A>): Client<Q> {
  let worker: Worker | undefined;
  let remote: Remote<Q, A> | undefined;
  let hasAnswered = false;
  let running: Q | undefined;
  let waiting: Q | undefined;
  let restarts = 0;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  const start = (): Remote<Q, A> => {
    worker = spawn();
    hasAnswered = false;
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      died(event.message || "its script could not be loaded");
    });
    remote = wrap(worker) as unknown as Remote<Q, A>;
    return remote;
  };

  const stop = () => {
    clearTimeout(watchdog);
    remote?.[releaseProxy]();
    worker?.terminate();
    worker = undefined;
    remote = undefined;
  };

  const run = (request: Q) => {
    running = request;
    const asked = remote ?? start();
    watchdog = setTimeout(
      () => died("it stopped answering"),
      hasAnswered ? patience.answering : patience.loading,
    );
    asked.compute(request).then(
      (reply) => {
        if (asked === remote) answered(reply, request);
      },
      (error: unknown) => {
        if (asked === remote) died(String(error));
      },
    );
  };

  const answered = (reply: Reply<A>, request: Q) => {
    clearTimeout(watchdog);
    hasAnswered = true;
    restarts = 0;
    running = undefined;
    if (reply.ok) listener.onAnswer(reply.answer, request);
    else listener.onFailure(reply.message, request);
    next();
  };

  const died = (why: string) => {
    const request = waiting ?? running;
    stop();
    running = undefined;
    waiting = undefined;
    if (request === undefined) return;
    if (restarts < maxRestarts) {
      restarts += 1;
      run(request);
    } else {
      restarts = 0;
      listener.onFailure(`The worker that computes the curves died: ${why}.`, request);
    }
  };

  const next = () => {
    if (waiting === undefined || running !== undefined) return;
    const request = waiting;
    waiting = undefined;
    run(request);
  };

  return {
    ask: (request) => {
      waiting = request;
      next();
    },
    stop,
  };
}

export const createCurvesClient = createClient<Request, Answer>;

let early: Worker | undefined;

/** Begins to load the worker before anybody asks it, so that it is there when the page is. */
export function loadCurvesWorker(): void {
  early ??= newWorker();
}

/** The worker that computes the curves: the one loaded early, or another. */
export function spawnCurvesWorker(): Worker {
  const worker = early ?? newWorker();
  early = undefined;
  return worker;
}

const newWorker = (): Worker =>
  new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "curves" });
