import { batchedBench } from "./batched-bench.ts";
import { ikSpecBench } from "./ik-spec-bench.ts";
import { llamaBench } from "./llama-bench.ts";
import { llamaBenchCsv } from "./llama-bench-csv.ts";
import { llamaBenchJson } from "./llama-bench-json.ts";
import { llamacppLog } from "./llamacpp-log.ts";
import { llamacppMetrics } from "./llamacpp-metrics.ts";
import { llamacppSimple } from "./llamacpp-simple.ts";
import { llamacppTimings } from "./llamacpp-timings.ts";
import { lmStudio } from "./lm-studio.ts";
import { mtpBench } from "./mtp-bench.ts";
import { points } from "./points.ts";
import type { Reader } from "./reader.ts";
import { sglangBench } from "./sglang-bench.ts";
import { sglangGauges } from "./sglang-gauges.ts";
import { sglangJson } from "./sglang-json.ts";
import { sglangLog } from "./sglang-log.ts";
import { sweepBench } from "./sweep-bench.ts";
import { trtllmBench } from "./trtllm-bench.ts";
import { vllmJson } from "./vllm-json.ts";
import { vllmLog } from "./vllm-log.ts";
import { vllmMetrics } from "./vllm-metrics.ts";
import { vllmSummary } from "./vllm-summary.ts";
import { vllmV0Log } from "./vllm-v0-log.ts";
import { withoutAcceptance } from "./without-acceptance.ts";
import { xinfer } from "./xinfer.ts";

/** Every format, in no order that matters: no two of them claim what one program prints. */
export const readers: readonly Reader[] = [
  vllmLog,
  vllmV0Log,
  vllmMetrics,
  vllmSummary,
  vllmJson,
  sglangLog,
  sglangGauges,
  sglangBench,
  sglangJson,
  llamacppLog,
  llamacppTimings,
  llamacppMetrics,
  llamacppSimple,
  mtpBench,
  ikSpecBench,
  lmStudio,
  trtllmBench,
  xinfer,
  llamaBench,
  llamaBenchCsv,
  llamaBenchJson,
  batchedBench,
  sweepBench,
  withoutAcceptance,
  points,
];
