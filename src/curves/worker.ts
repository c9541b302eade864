import { expose, transfer } from "comlink";
import { type Answer, buffersOf } from "./answer.ts";
import { compute, type Request } from "./compute.ts";

/** An error crosses as a value: thrown, it would arrive without its class. */
export type Reply =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly message: string };

const api = {
  compute(request: Request): Reply {
    try {
      const answer = compute(request);
      return transfer({ ok: true, answer }, buffersOf(answer));
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  },
};

export type CurvesWorker = typeof api;

expose(api);
