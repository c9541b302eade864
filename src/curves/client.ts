import { releaseProxy, wrap } from "comlink";
import type { First, Rest } from "./answer.ts";
import type { Request } from "./compute.ts";

/** What a worker says to one request. An error crosses as a value: thrown, it would arrive without its
 *  class. */
export type Reply<A> =
  | {
      readonly ok: true;
      readonly answer: A;
      /** There is another part of the answer, to be asked for. */
      readonly more?: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** A worker that answers requests one by one, each in one part or several. A part other than the first
 *  belongs to the request that was asked last. */
export interface ComputingWorker<Q, A> {
  readonly compute: (request: Q, part: number) => Reply<A>;
}

/** The same from the other side. Comlink's own type does not take a request of any type. */
interface Remote<Q, A> {
  readonly compute: (request: Q, part: number) => Promise<Reply<A>>;
  readonly [releaseProxy]: () => void;
}

export interface Listener<Q, A> {
  /** The answer to `request`, or the next part of it. */
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
/** So many requests in a row may be left half answered for a newer one: then one is answered whole, or the
 *  later parts would stand still as long as a slider moves. */
const maxHalves = 2;

/** Keeps one worker busy with the newest request: while one runs, only the newest of those that wait is
 *  kept, and it comes before the later parts of the one before. A worker that dies is replaced and the
 *  request repeated. */
export function createClient<Q, A>(spawn: () => Worker, listener: Listener<Q, A>): Client<Q> {
  let worker: Worker | undefined;
  let remote: Remote<Q, A> | undefined;
  let hasAnswered = false;
  let running: Q | undefined;
  let waiting: Q | undefined;
  let unfinished: { readonly request: Q; readonly part: number } | undefined;
  let halves = 0;
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

  const run = (request: Q, part = 0) => {
    running = request;
    unfinished = undefined;
    const asked = remote ?? start();
    watchdog = setTimeout(
      () => died("it stopped answering"),
      hasAnswered ? patience.answering : patience.loading,
    );
    asked.compute(request, part).then(
      (reply) => {
        if (asked === remote) answered(reply, request, part);
      },
      (error: unknown) => {
        if (asked === remote) died(String(error));
      },
    );
  };

  const answered = (reply: Reply<A>, request: Q, part: number) => {
    clearTimeout(watchdog);
    hasAnswered = true;
    restarts = 0;
    running = undefined;
    if (reply.ok && reply.more) unfinished = { request, part: part + 1 };
    else halves = 0;
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
    if (running !== undefined) return;
    if (unfinished !== undefined && (waiting === undefined || halves >= maxHalves)) {
      run(unfinished.request, unfinished.part);
      return;
    }
    if (waiting === undefined) return;
    if (unfinished !== undefined) halves += 1;
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

export const createCurvesClient = createClient<Request, First | Rest>;

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
