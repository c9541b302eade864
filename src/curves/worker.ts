import { expose, transfer } from "comlink";
import { buffersOf, type First, type Rest } from "./answer.ts";
import type { ComputingWorker } from "./client.ts";
import { computeInParts, type Request } from "./compute.ts";

let parts: Generator<First, Rest> | undefined;

const api: ComputingWorker<Request, First | Rest> = {
  compute(request, part) {
    try {
      if (part === 0 || parts === undefined) parts = computeInParts(request);
      const { value, done } = parts.next();
      return transfer({ ok: true, answer: value, more: !done }, buffersOf(value));
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  },
};

expose(api);
