import { expose, transfer } from "comlink";
import { type Answer, buffersOf } from "./answer.ts";
import type { ComputingWorker } from "./client.ts";
import { compute, type Request } from "./compute.ts";

const api: ComputingWorker<Request, Answer> = {
  compute(request) {
    try {
      const answer = compute(request);
      return transfer({ ok: true, answer }, buffersOf(answer));
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  },
};

expose(api);
