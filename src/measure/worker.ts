import { expose } from "comlink";
import { failureOf } from "./failure.ts";
import { Lab } from "./lab.ts";
import { openers } from "./openers.ts";
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
import { rest } from "./rest.ts";

/** An error crosses as a value: thrown, it would arrive without its class. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** What comes over the port of a job: its events in order, then null. */
export type Message = LabEvent | null;

let lab: Lab | null = null;

function ready(): Lab {
  if (lab === null) throw new Error("the lab was asked before it was opened");
  return lab;
}

async function reply<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const { code, message } = failureOf(error);
    return { ok: false, code, message };
  }
}

/** Runs a job whose events go over a port of its own, where they cannot overtake each other. */
async function streaming(
  port: MessagePort,
  job: (emit: (event: LabEvent) => void) => Promise<void>,
) {
  await job((event) => port.postMessage(event satisfies Message));
  port.postMessage(null satisfies Message);
}

const api = {
  /** To be called first: the address of the folder of our models, with a slash at its end. */
  open(base: string): void {
    lab ??= new Lab(base, openers);
  },
  listFamily: (): Promise<Reply<FamilyModel[]>> => reply(() => ready().listFamily()),
  run: (settings: RunSettings, port: MessagePort): Promise<void> =>
    streaming(port, (emit) => ready().run(settings, emit)),
  sweep: (settings: RunSettings, options: SweepOptions, port: MessagePort): Promise<void> =>
    streaming(port, (emit) => ready().sweep(settings, options, emit)),
  compare: (settings: RunSettings, port: MessagePort): Promise<void> =>
    streaming(port, (emit) => ready().compare(settings, emit)),
  magnify: (settings: RunSettings, position: number): Promise<Reply<Magnified>> =>
    reply(() => ready().magnify(settings, position)),
  trace: (settings: RunSettings): Promise<Reply<Traced[]>> => reply(() => ready().trace(settings)),
  score: (settings: RunSettings): Promise<Reply<Scored[]>> => reply(() => ready().score(settings)),
  guess: (settings: RunSettings, text: string, next: string): Promise<Reply<Turn>> =>
    reply(() => ready().guess(settings, text, next)),
  refusePrompt: (settings: RunSettings): Promise<Reply<string | null>> =>
    reply(() => ready().refusePrompt(settings)),
  setGamma: (gamma: number): void => ready().setGamma(gamma),
  stop: (): void => ready().stop(),
  rest: (wanted: boolean): void => rest(wanted),
  /** Answers as long as the worker lives. */
  ping: (): true => true,
};

export type LabWorker = typeof api;

expose(api);
