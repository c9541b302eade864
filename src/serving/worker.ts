import { expose } from "comlink";
import { computePlan, type PageRequest } from "./compute.ts";

expose({
  compute(request: PageRequest) {
    try {
      return { ok: true, answer: computePlan(request) };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  },
});
