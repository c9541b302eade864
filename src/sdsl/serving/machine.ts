import type { Architecture } from "../architecture.ts";
import {
  type Dtype,
  type Hardware,
  type HardwareName,
  hardwarePresets,
  requireHardware,
} from "../hardware.ts";
import { requireOneOf, requireRange } from "../range.ts";
import type { Load } from "../roofline.ts";
import { bandwidthShare, type StackCost } from "./stack.ts";

/** How devices that share a model talk: GB/s in each direction, µs of one all-reduce of nothing. */
export interface Link {
  readonly GBps: number;
  readonly us: number;
}

/** One device, and how many of them share each layer. */
export interface Machine {
  /** Peaks of one device, as on its datasheet. */
  readonly GBps: number;
  readonly TFLOPs: Readonly<Record<Dtype, number>>;
  /** Fixed time of one forward pass, µs. */
  readonly us: number;
  /** GB of one device; undefined where nobody said. */
  readonly memoryGB?: number | undefined;
  readonly link: Link;
  /** Devices, 1..1024, whole. */
  readonly tensorParallel: number;
  /** Model bandwidth and FLOP utilisation: what share of the peaks a pass reaches, 0.01..1. */
  readonly MBU: number;
  readonly MFU: number;
  /** What the serving stack reaches and adds: it takes the place of MBU, MFU and `us`. */
  readonly stack?: StackCost | undefined;
}

export const machineLimits = {
  tensorParallel: [1, 1024],
  MBU: [0.01, 1],
  MFU: [0.01, 1],
} as const;

/** What may be said of a machine beyond its device. */
export type MachineOptions = Partial<
  Pick<Machine, "tensorParallel" | "MBU" | "MFU" | "us" | "memoryGB" | "link" | "stack">
>;

/** PCI Express 4.0 × 16, and a usual latency through the host: an assumption for a custom device. */
const slowLink: Link = { GBps: 32, us: 20 };

/** A machine of preset devices, or of devices with one peak for every dtype. Both utilisations are 1
 *  where they aren't said: the datasheet. Throws RangeError for an unknown name and outside
 *  `hardwareLimits` and `machineLimits`. */
export function machineFor(device: HardwareName | Hardware, options: MachineOptions = {}): Machine {
  const machine: Machine = {
    ...(typeof device === "string" ? preset(device) : custom(device)),
    tensorParallel: options.tensorParallel ?? 1,
    MBU: options.MBU ?? 1,
    MFU: options.MFU ?? 1,
  };
  const { us = machine.us, memoryGB = machine.memoryGB, link = machine.link } = options;
  return requireMachine({ ...machine, us, memoryGB, link, stack: options.stack });
}

function preset(name: HardwareName) {
  requireOneOf("name", name, Object.keys(hardwarePresets));
  const { GBps, TFLOPs, us, memoryGB, link } = hardwarePresets[name];
  return { GBps, TFLOPs, us, memoryGB, link };
}

function custom({ GBps, TFLOPs, us }: Hardware) {
  return {
    GBps,
    TFLOPs: { fp32: TFLOPs, bf16: TFLOPs, fp8: TFLOPs, int4: TFLOPs },
    us,
    link: slowLink,
  };
}

function requireMachine(machine: Machine): Machine {
  const { tensorParallel, MBU, MFU, memoryGB, link, stack } = machine;
  if (stack !== undefined) requireStack(stack);
  requireRange("tensorParallel", tensorParallel, ...machineLimits.tensorParallel);
  if (!Number.isInteger(tensorParallel))
    throw new RangeError(`tensorParallel is ${tensorParallel}; it must be whole.`);
  requireRange("MBU", MBU, ...machineLimits.MBU);
  requireRange("MFU", MFU, ...machineLimits.MFU);
  if (memoryGB !== undefined) requireRange("memoryGB", memoryGB, 1e-6, 1e9);
  requireRange("link.GBps", link.GBps, 1e-6, 1e9);
  requireRange("link.us", link.us, 0, 1e6);
  for (const TFLOPs of Object.values(machine.TFLOPs))
    requireHardware({ GBps: machine.GBps, TFLOPs, us: machine.us });
  return machine;
}

function requireStack({ mbu, mfu, layerUs, passUs, sequenceUs, rows }: StackCost): void {
  for (const share of Object.values(mbu)) requireRange("stack.mbu", share, ...machineLimits.MBU);
  requireRange("stack.mfu", mfu, ...machineLimits.MFU);
  for (const us of [layerUs, passUs, sequenceUs]) requireRange("stack's time", us, 0, 1e6);
  requireRange("stack.rows.slope", rows.slope, 0, 1);
  requireRange("stack.rows.until", rows.until, 1, 4096);
}

/** What the devices reach together for weights of a dtype: the roofline's hardware. Tensor
 *  parallelism divides bytes and FLOPs evenly. A stack's own time is not in it. */
export function reached(machine: Machine, dtype: Dtype): Hardware {
  const { tensorParallel, stack } = machine;
  const MBU = stack === undefined ? machine.MBU : bandwidthShare(stack, dtype);
  const MFU = stack === undefined ? machine.MFU : stack.mfu;
  return {
    GBps: machine.GBps * tensorParallel * MBU,
    TFLOPs: machine.TFLOPs[dtype] * tensorParallel * MFU,
    us: stack === undefined ? machine.us : 0,
  };
}

/**
 * Seconds that a pass over k tokens a sequence spends in all-reduces: two a layer (attention and
 * MLP, Shoeybi et al. 2019, arXiv 1909.08053), each the link's latency and, by a ring,
 * 2 (t − 1) / t of batch · k · hidden numbers of 16 bits over the link. 0 on one device. Not
 * overlapped with anything.
 *
 * Worked case: LLaMA-3 70B (80 layers of 8,192) on 4 devices at 450 GB/s and 8 µs, one token:
 * 160 · (8 µs + 1.5 · 16,384 B / 450 GB/s) = 160 · 8.055 µs = 1.29 ms.
 */
export function allReduceSeconds(
  architecture: Pick<Architecture, "layers" | "hidden">,
  machine: Machine,
  load: Pick<Load, "batch">,
  k: number,
): number {
  const { tensorParallel, link } = machine;
  if (tensorParallel === 1) return 0;
  const { layers, hidden } = architecture;
  const bytes = ((2 * (tensorParallel - 1)) / tensorParallel) * load.batch * k * hidden * 2;
  return 2 * layers * (link.us * 1e-6 + bytes / (link.GBps * 1e9));
}
