import type { Iteration } from "../lm/engine.ts";
import type {
  Calibration,
  ComparedEngine,
  DeviceCard,
  DraftTrial,
  Lane,
  Prediction,
  Repetition,
  RunResult,
  Sampled,
  SweepPoint,
  SweepResult,
} from "./findings.ts";

/** Everything that crosses between the page and the worker: what is asked, what happens, what is found. */
export type * from "./asked.ts";
export type * from "./findings.ts";
export type * from "./looks.ts";

/** What happens during a run or a sweep, in order. */
export type LabEvent =
  | {
      readonly type: "progress";
      readonly step: string;
      readonly done: number;
      readonly total: number | null;
      /** Where `done` and `total` count bytes. */
      readonly unit?: "bytes";
    }
  | { readonly type: "device"; readonly card: DeviceCard }
  /** `tried`: the drafts that were tried, the chosen one first; empty where one was named. */
  | {
      readonly type: "models";
      readonly target: LoadedModel;
      readonly draft: LoadedModel | null;
      readonly tried: readonly DraftTrial[];
    }
  | { readonly type: "calibration"; readonly calibration: Calibration }
  | { readonly type: "prediction"; readonly prediction: Prediction }
  /** One repetition of one lane begins; its iterations follow. */
  | { readonly type: "start"; readonly lane: Lane; readonly repetition: number }
  | {
      readonly type: "iteration";
      readonly lane: Lane;
      readonly iteration: Iteration;
      /** The text that each token of `iteration.tokens` adds, and that each proposal would have added. */
      readonly texts: readonly string[];
      readonly proposed: readonly string[];
      /** Milliseconds of this lane's own clock. */
      readonly at: number;
    }
  | { readonly type: "repetition"; readonly repetition: Repetition }
  | { readonly type: "result"; readonly result: RunResult }
  /** The target ran alone, for want of a draft. */
  | { readonly type: "alone"; readonly tokensPerSecond: Sampled }
  | {
      readonly type: "point";
      readonly point: SweepPoint;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: "sweep"; readonly result: SweepResult }
  /** One engine of a comparison is done, then all that there was time for. */
  | { readonly type: "compared"; readonly engine: ComparedEngine }
  | { readonly type: "comparison"; readonly engines: readonly ComparedEngine[] }
  /** It ended early and can be started again. */
  | { readonly type: "stopped" }
  | { readonly type: "failure"; readonly code: string; readonly message: string };

export interface LoadedModel {
  readonly id: string;
  readonly params: number;
  readonly bytes: number;
}
