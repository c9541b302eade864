import { nvidia } from "./devices/nvidia.ts";
import { amd, apple, others } from "./devices/others.ts";
import { requireOneOf, requireRange } from "./range.ts";

export const dtypes = ["fp32", "bf16", "fp8", "int4"] as const;
/** How weights are stored. KV cache is kept in 16 bits (32 with fp32), as engines do by default. */
export type Dtype = (typeof dtypes)[number];

export const weightBytes: Record<Dtype, number> = { fp32: 4, bf16: 2, fp8: 1, int4: 0.5 };
export const kvBytes: Record<Dtype, number> = { fp32: 4, bf16: 2, fp8: 2, int4: 2 };

export interface Hardware {
  /** Memory bandwidth, GB/s. */
  readonly GBps: number;
  /** Peak dense arithmetic for the dtype in use, TFLOP/s. */
  readonly TFLOPs: number;
  /** Fixed time of one forward pass, µs: kernel launches and synchronisation. */
  readonly us: number;
}

export interface HardwarePreset {
  readonly label: string;
  readonly GBps: number;
  /** Dense, without sparsity. A device without 8-bit units computes fp8 weights in 16 bits, and
   *  int4 weights are unpacked to 16 bits everywhere. */
  readonly TFLOPs: Record<Dtype, number>;
  readonly us: number;
  /** Memory of one device, GB. */
  readonly memoryGB: number;
  /** To other devices of its kind: GB/s in each direction, µs of one all-reduce of nothing. */
  readonly link: { readonly GBps: number; readonly us: number };
}

/** By maker, the newest first. */
export const hardwarePresets = {
  ...nvidia,
  ...amd,
  ...apple,
  ...others,
} as const satisfies Record<string, HardwarePreset>;

export type HardwareName = keyof typeof hardwarePresets;

/** What a custom device may be: GB/s, TFLOP/s, µs. */
export const hardwareLimits = {
  GBps: [1e-3, 1e9],
  TFLOPs: [1e-6, 1e9],
  us: [0, 1e6],
} as const satisfies Record<keyof Hardware, readonly [number, number]>;

/** The device itself where it lies in `hardwareLimits`; RangeError otherwise. */
export function requireHardware(hardware: Hardware): Hardware {
  const limits = hardwareLimits;
  requireRange("hardware.GBps", hardware.GBps, limits.GBps[0], limits.GBps[1]);
  requireRange("hardware.TFLOPs", hardware.TFLOPs, limits.TFLOPs[0], limits.TFLOPs[1]);
  requireRange("hardware.us", hardware.us, limits.us[0], limits.us[1]);
  return hardware;
}

/** A preset as the roofline needs it, with the peak of the dtype. Throws RangeError for a name or
 *  dtype that is none of ours. */
export function hardwareFor(name: HardwareName, dtype: Dtype): Hardware {
  requireOneOf("name", name, Object.keys(hardwarePresets));
  requireOneOf("dtype", dtype, dtypes);
  const { GBps, TFLOPs, us } = hardwarePresets[name];
  return { GBps, TFLOPs: TFLOPs[dtype], us };
}
