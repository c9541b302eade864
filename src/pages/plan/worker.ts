import { expose } from "comlink";
import type { ComputingWorker } from "../../curves/client.ts";
import type { PageRequest } from "../../serving/compute.ts";
import { answerPlan, type PlanAnswer } from "./answer.ts";

const api: ComputingWorker<PageRequest, PlanAnswer> = {
  compute(request) {
    try {
      return { ok: true, answer: answerPlan(request) };
    } catch (error) {
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  },
};

expose(api);
