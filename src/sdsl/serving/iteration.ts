import { type Architecture, requireArchitecture } from "../architecture.ts";
import type { Dtype } from "../hardware.ts";
import { requireRange } from "../range.ts";
import { type Load, passTime, passWork } from "../roofline.ts";
import { allReduceSeconds, type Machine, reached } from "./machine.ts";
import { hostSeconds, rowFactor } from "./stack.ts";
import { readCurve, type VerificationCurve } from "./verification-curve.ts";

/** A draft and a target on a machine, under a load. */
export interface Pairing {
  readonly target: Architecture;
  readonly draft: Architecture;
  readonly machine: Machine;
  readonly load: Load;
  /** How the draft's weights are stored, and on how many of the devices it runs; as the target's
   *  where it isn't said. */
  readonly draftDtype?: Dtype | undefined;
  readonly draftParallel?: number | undefined;
  /** Fixed time of an iteration beside its passes: sampling, scheduling, transfers. 0..1e3 s. */
  readonly overheadSeconds: number;
  /** The same for each drafted token: what a draft's step costs beside its own pass. 0 where it isn't
   *  said, 0..1e3 s. */
  readonly draftOverheadSeconds?: number | undefined;
  /** Measured under this load; each takes the place of the model's own term. */
  readonly measured?: {
    readonly verification?: VerificationCurve | undefined;
    readonly draftSeconds?: number | undefined;
  };
}

/** Seconds of one pass and what they are made of. */
export interface Pass {
  readonly memory: number;
  readonly arithmetic: number;
  readonly launch: number;
  readonly communication: number;
  /** max(memory, arithmetic) + launch + communication; where the host launches ahead,
   *  max(memory, arithmetic, launch) + communication */
  readonly seconds: number;
  /** What the roofline says holds the pass up most. */
  readonly bound: "memory" | "arithmetic" | "launch" | "communication";
}

/** A pass of this model over k tokens a sequence, as a function of k (0..1e9 + 1): what hangs on the
 *  model, machine and load is computed once. */
export function passOf(architecture: Architecture, machine: Machine, load: Load) {
  const work = passWork(requireArchitecture(architecture), load);
  const hardware = reached(machine, load.dtype);
  const { stack } = machine;
  const host = stack && hostSeconds(stack, architecture.layers, load.batch);
  const ahead = stack?.combine === "max";
  return (k: number): Pass => {
    const time = passTime(work, hardware, k);
    const communication = allReduceSeconds(architecture, machine, load, k);
    const { arithmetic } = time;
    const memory = time.memory * (stack === undefined ? 1 : rowFactor(stack, load.batch * k));
    const launch = host ?? time.launch;
    const busy = Math.max(memory, arithmetic);
    const most = Math.max(memory, arithmetic, launch, communication);
    const bound =
      most === memory
        ? "memory"
        : most === arithmetic
          ? "arithmetic"
          : most === launch
            ? "launch"
            : "communication";
    return {
      memory,
      arithmetic,
      launch,
      communication,
      seconds: (ahead ? Math.max(busy, launch) : busy + launch) + communication,
      bound,
    };
  };
}

/**
 * Seconds of a pass over k tokens a sequence:
 * max(bytes / (bandwidth · MBU), FLOPs / (peak · MFU)) + launch + all-reduces, launch being the device's
 * own or what the stack takes (`StackCost`).
 *
 * Worked case: LLaMA-3 70B (70.6e9, 80 layers of 8,192, 8 KV heads of 128) in bf16 on four H100s at
 * MBU 0.8, batch 1, context 1024: 141.2 GB of weights and 335.9 MB of cache (1024 tokens read, one written) over 4 · 3,350 · 0.8 =
 * 10,720 GB/s is 13.203 ms, launch 0.02 ms, all-reduces 1.289 ms: 14.51 ms.
 */
export function passSecondsOn(
  architecture: Architecture,
  machine: Machine,
  load: Load,
  k: number,
): number {
  return passOf(architecture, machine, load)(k).seconds;
}

/** Seconds of one iteration: γ draft steps, a verification of γ + 1 tokens, the overhead. */
export interface IterationTime {
  readonly draft: number;
  readonly verification: number;
  readonly overhead: number;
  readonly seconds: number;
  /** The measured curve doesn't reach so far, or doesn't begin so early. */
  readonly extrapolated: boolean;
}

/** A pairing with what does not hang on γ computed once. */
export interface PairTimes {
  /** A target pass of one token: what autoregressive decoding pays a token. */
  readonly baseline: number;
  readonly draftStep: number;
  readonly verification: (k: number) => {
    readonly seconds: number;
    readonly extrapolated: boolean;
  };
  /** γ whole, 0..1e6. γ = 0 is autoregressive decoding: the baseline, no overhead. */
  readonly iteration: (gamma: number) => IterationTime;
}

/** Scheduling and sampling of the batch are paid once an iteration, with the target's pass. */
function draftMachine(machine: Machine, draftParallel: number | undefined): Machine {
  const { stack } = machine;
  return {
    ...machine,
    tensorParallel: draftParallel ?? machine.tensorParallel,
    ...(stack === undefined ? {} : { stack: { ...stack, sequenceUs: 0 } }),
  };
}

/** Times of a pairing. Throws RangeError as `requireArchitecture`, `requireLoad` and `readCurve` do,
 *  and for an overhead or a measured draft step outside 0..1e3 s. */
export function pairTimes(pairing: Pairing): PairTimes {
  const { machine, load, draftDtype, draftParallel, measured = {} } = pairing;
  const overhead = requireRange("overheadSeconds", pairing.overheadSeconds, 0, 1e3);
  const perDraft = requireRange("draftOverheadSeconds", pairing.draftOverheadSeconds ?? 0, 0, 1e3);
  const targetPass = passOf(pairing.target, machine, load);
  const curve = measured.verification;
  const verification =
    curve === undefined
      ? (k: number) => ({ seconds: targetPass(k).seconds, extrapolated: false })
      : (k: number) => readCurve(curve, k);
  const baseline = verification(1);
  const draftStep =
    measured.draftSeconds === undefined
      ? passOf(pairing.draft, draftMachine(machine, draftParallel), {
          ...load,
          dtype: draftDtype ?? load.dtype,
        })(1).seconds
      : requireRange("draftSeconds", measured.draftSeconds, 0, 1e3);
  const iteration = (gamma: number): IterationTime => {
    requireRange("gamma", gamma, 0, 1e6);
    const verify = gamma === 0 ? baseline : verification(gamma + 1);
    const fixed = gamma === 0 ? 0 : overhead + gamma * perDraft;
    const draft = gamma * draftStep;
    return {
      draft,
      verification: verify.seconds,
      overhead: fixed,
      seconds: draft + verify.seconds + fixed,
      extrapolated: verify.extrapolated || baseline.extrapolated,
    };
  };
  return { baseline: baseline.seconds, draftStep, verification, iteration };
}
