import { type Remote, releaseProxy, transfer, wrap } from "comlink";
import { LabError } from "./failure.ts";
import type {
  FamilyModel,
  LabEvent,
  Magnified,
  RunSettings,
  Scored,
  SweepOptions,
  Traced,
  Turn,
} from "./protocol.ts";
import type { LabWorker, Message, Reply } from "./worker.ts";

/** The lab as the page sees it. The worker is started by the first call, and again after it died. */
export interface LabClient {
  /** Our models, smallest first. Rejects with a LabError, or an error that has the `code` of the model
   *  file's. */
  listFamily(): Promise<FamilyModel[]>;
  /** Runs; resolves after the last event. Never rejects: a failure is an event. What ran before is
   *  stopped first. */
  run(settings: RunSettings, onEvent: (event: LabEvent) => void): Promise<void>;
  /** Measures drafts × lookaheads; otherwise as `run`. Of the settings, draft and gamma are not used. */
  sweep(
    settings: RunSettings,
    options: SweepOptions,
    onEvent: (event: LabEvent) => void,
  ): Promise<void>;
  /** Runs the pair on every engine that the device has; otherwise as `run`. */
  compare(settings: RunSettings, onEvent: (event: LabEvent) => void): Promise<void>;
  /** The decision at a position of the text that a run with these settings shows, as its iterations name
   *  it. Waits for what runs. Rejects as `listFamily` does. */
  magnify(settings: RunSettings, position: number): Promise<Magnified>;
  /** The iterations of the text that a run with these settings shows. Otherwise as `magnify`. */
  trace(settings: RunSettings): Promise<Traced[]>;
  /** Acceptance of each of our smaller models along what the target writes. Otherwise as `magnify`. */
  score(settings: RunSettings): Promise<Scored[]>;
  /** What comes of a guess at how a text goes on, by a person who plays the draft. Otherwise as
   *  `magnify`. */
  guess(settings: RunSettings, text: string, next: string): Promise<Turn>;
  /** Why the prompt is too long for the models, in words; null where it isn't. Rejects as `listFamily` does. */
  refusePrompt(settings: RunSettings): Promise<string | null>;
  /** Changes the lookahead of the run that is going on. */
  setGamma(gamma: number): void;
  /** Lets what runs rest before its next text, or go on. */
  rest(wanted: boolean): void;
  /** Stops what runs, which ends with the event "stopped". A worker that doesn't hear it within four
   *  seconds is ended. */
  stop(): void;
  /** Ends the worker. */
  close(): void;
}

export interface ClientOptions {
  readonly spawn: () => Worker;
  /** The address of the folder of our models; relative ones are taken from the page's. */
  readonly models: string;
  /** Milliseconds; for tests. */
  readonly patience?: Patience;
}

interface Patience {
  /** Between two looks whether the worker is alive. */
  readonly pulse: number;
  /** Without an answer for so long, it counts as dead. */
  readonly silence: number;
  /** For a stop to be heard. */
  readonly stop: number;
}

/** A pass over a long text may keep the worker from answering for seconds. */
const usual: Patience = { pulse: 2_000, silence: 30_000, stop: 4_000 };

/** An error of the worker, with its code. */
export class RemoteError extends Error {
  override readonly name = "RemoteError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Job {
  /** Hands it to the worker there is, or to a new one. */
  readonly begin: () => void;
  /** Ends it with a last event of ours, or without one when the worker has said its own. */
  readonly end: (last?: LabEvent) => void;
}

/** Talks to one worker. */
export function createLabClient(options: ClientOptions): LabClient {
  const patience = options.patience ?? usual;
  let worker: Worker | undefined;
  let remote: Remote<LabWorker> | undefined;
  let pulse: ReturnType<typeof setInterval> | undefined;
  let stopping: ReturnType<typeof setTimeout> | undefined;
  let resting = false;
  const jobs = new Set<Job>();
  /** Those that were told to stop and haven't yet. */
  const stopped = new Set<Job>();
  const waiting = new Set<(error: Error) => void>();

  const start = (): Remote<LabWorker> => {
    if (remote !== undefined) return remote;
    worker = options.spawn();
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      died(event.message || "its script could not be loaded");
    });
    const fresh = wrap<LabWorker>(worker);
    remote = fresh;
    const base = new URL(options.models, globalThis.location?.href).href;
    fresh.open(base.endsWith("/") ? base : `${base}/`).catch(() => {});
    if (resting) fresh.rest(true).catch(() => {});
    return fresh;
  };

  const endPatience = () => {
    clearTimeout(stopping);
    stopping = undefined;
  };

  const endWatch = () => {
    clearInterval(pulse);
    pulse = undefined;
  };

  const terminate = () => {
    endWatch();
    endPatience();
    remote?.[releaseProxy]();
    worker?.terminate();
    worker = undefined;
    remote = undefined;
  };

  const rejectAll = (error: Error) => {
    for (const reject of waiting) reject(error);
    waiting.clear();
  };

  /** Ends the worker and everything that waits for it. */
  const end = (last: LabEvent, error: Error) => {
    terminate();
    for (const job of [...jobs]) job.end(last);
    rejectAll(error);
  };

  const died = (why: string) => {
    const message = `The worker that runs the models died: ${why}. Start again to begin with a new one.`;
    end({ type: "failure", code: "worker-died", message }, new LabError("worker-died", message));
  };

  /** A terminated worker raises no event, its promises wait for ever; so it is asked now and then. The
   *  questions are counted, not the time: while the device sleeps, time passes and nobody asks. */
  const watch = () => {
    if (pulse !== undefined) return;
    let unanswered = 0;
    pulse = setInterval(() => {
      const asked = remote;
      if (asked === undefined) return;
      if (unanswered * patience.pulse >= patience.silence) {
        died("it stopped answering");
        return;
      }
      unanswered += 1;
      asked.ping().then(
        () => {
          if (asked === remote) unanswered = 0;
        },
        () => {},
      );
    }, patience.pulse);
  };

  const ask = <T>(call: (lab: Remote<LabWorker>) => Promise<Reply<T>>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      const settle = (done: () => void) => {
        waiting.delete(reject);
        done();
      };
      const asked = async () => call(start());
      asked().then(
        (reply) =>
          settle(() =>
            reply.ok ? resolve(reply.value) : reject(new RemoteError(reply.code, reply.message)),
          ),
        (error) => settle(() => reject(error)),
      );
    });

  /** Starts a job and passes its events on until its port says that it is over. */
  const stream = (
    call: (lab: Remote<LabWorker>, port: MessagePort) => Promise<void>,
    onEvent: (event: LabEvent) => void,
  ): Promise<void> =>
    new Promise((resolve) => {
      let port: MessagePort | undefined;
      const job: Job = {
        begin() {
          port?.close();
          const { port1, port2 } = new MessageChannel();
          port = port1;
          port1.onmessage = ({ data }: MessageEvent<Message>) => {
            if (port !== port1 || !jobs.has(job)) return;
            if (data === null) job.end();
            else onEvent(data);
          };
          watch();
          const asked = async () => call(start(), port2);
          asked().catch((error: unknown) => {
            if (port === port1 && jobs.has(job)) died(String(error));
          });
        },
        end(last) {
          if (!jobs.delete(job)) return;
          port?.close();
          stopped.delete(job);
          if (stopped.size === 0) endPatience();
          if (jobs.size === 0) endWatch();
          if (last !== undefined) onEvent(last);
          resolve();
        },
      };
      jobs.add(job);
      job.begin();
    });

  return {
    listFamily: () => ask((lab) => lab.listFamily()),
    run: (settings, onEvent) =>
      stream((lab, port) => lab.run(settings, transfer(port, [port])), onEvent),
    sweep: (settings, sweep, onEvent) =>
      stream((lab, port) => lab.sweep(settings, sweep, transfer(port, [port])), onEvent),
    compare: (settings, onEvent) =>
      stream((lab, port) => lab.compare(settings, transfer(port, [port])), onEvent),
    magnify: (settings, position) => ask((lab) => lab.magnify(settings, position)),
    trace: (settings) => ask((lab) => lab.trace(settings)),
    score: (settings) => ask((lab) => lab.score(settings)),
    guess: (settings, text, next) => ask((lab) => lab.guess(settings, text, next)),
    refusePrompt: (settings) => ask((lab) => lab.refusePrompt(settings)),
    setGamma(gamma) {
      remote?.setGamma(gamma).catch(() => {});
    },
    rest(wanted) {
      if (wanted === resting) return;
      resting = wanted;
      remote?.rest(wanted).catch(() => {});
    },
    stop() {
      if (remote === undefined || jobs.size === 0) return;
      remote.stop().catch(() => {});
      for (const job of jobs) stopped.add(job);
      stopping ??= setTimeout(() => {
        const late = [...stopped];
        terminate();
        for (const job of late) job.end({ type: "stopped" });
        rejectAll(new LabError("worker-died", "The worker was ended."));
        // What was asked for since then has waited behind it.
        for (const job of jobs) job.begin();
      }, patience.stop);
    },
    close() {
      end({ type: "stopped" }, new LabError("worker-died", "The lab was closed."));
    },
  };
}

/** The worker of the lab. */
export const spawnLabWorker = (): Worker =>
  new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "lab" });
