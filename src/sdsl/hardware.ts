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
  /** Where the figures stand. */
  readonly source: string;
}

/** An assumption, not a datasheet's figure: one pass replayed as a captured graph. */
const graphLaunch = 20;
/** An assumption likewise: command encoding on an integrated GPU. Apple publishes no peak: it is
 *  taken from the cores, 128 lanes each, and the clock that the system reports. */
const metalLaunch = 100;

/** Half the two-way rate that the datasheets print (NVLink, Infinity Fabric; PCI Express and
 *  Thunderbolt go through the host). The latencies are assumptions. */
const fabric = (GBps: number) => ({ GBps, us: 8 });
const host = (GBps: number) => ({ GBps, us: 20 });

const tflops = (fp32: number, bf16: number, fp8 = bf16): Record<Dtype, number> => ({
  fp32,
  bf16,
  fp8,
  int4: bf16,
});

export const hardwarePresets = {
  a100: {
    label: "A100 80 GB SXM",
    GBps: 2039,
    TFLOPs: tflops(19.5, 312),
    us: graphLaunch,
    memoryGB: 80,
    link: fabric(300),
    source: "NVIDIA A100 datasheet, 2021",
  },
  h100: {
    label: "H100 SXM",
    GBps: 3350,
    TFLOPs: tflops(67, 989, 1979),
    us: graphLaunch,
    memoryGB: 80,
    link: fabric(450),
    source: "NVIDIA H100 datasheet, 2023; sparsity halved",
  },
  h200: {
    label: "H200 SXM",
    GBps: 4800,
    TFLOPs: tflops(67, 989, 1979),
    us: graphLaunch,
    memoryGB: 141,
    link: fabric(450),
    source: "NVIDIA H200 datasheet, 2024; sparsity halved",
  },
  b200: {
    label: "B200",
    GBps: 7700,
    TFLOPs: tflops(75, 2250, 4500),
    us: graphLaunch,
    memoryGB: 180,
    link: fabric(900),
    source: "NVIDIA Blackwell datasheet, 2025, HGX B200; sparsity halved",
  },
  mi300x: {
    label: "MI300X",
    GBps: 5300,
    TFLOPs: tflops(163.4, 1307, 2615),
    us: graphLaunch,
    memoryGB: 192,
    link: fabric(448),
    source: "AMD Instinct MI300X datasheet, 2023",
  },
  l4: {
    label: "L4",
    GBps: 300,
    TFLOPs: tflops(30.3, 121, 242),
    us: graphLaunch,
    memoryGB: 24,
    link: host(32),
    source: "NVIDIA L4 datasheet, 2023; sparsity halved",
  },
  l40s: {
    label: "L40S",
    GBps: 864,
    TFLOPs: tflops(91.6, 362, 733),
    us: graphLaunch,
    memoryGB: 48,
    link: host(32),
    source: "NVIDIA L40S datasheet, 2023; without sparsity",
  },
  rtx4090: {
    label: "RTX 4090",
    GBps: 1008,
    TFLOPs: tflops(82.6, 165.2, 330.3),
    us: graphLaunch,
    memoryGB: 24,
    link: host(32),
    source: "NVIDIA Ada architecture whitepaper, 2022; float32 accumulation",
  },
  rtx5090: {
    label: "RTX 5090",
    GBps: 1792,
    TFLOPs: tflops(104.8, 209.5, 419),
    us: graphLaunch,
    memoryGB: 32,
    link: host(64),
    source: "NVIDIA RTX Blackwell architecture whitepaper, 2025; float32 accumulation",
  },
  m3max: {
    label: "M3 Max (40-core GPU)",
    GBps: 400,
    TFLOPs: tflops(14.2, 14.2),
    us: metalLaunch,
    memoryGB: 128,
    link: host(5),
    source: "Apple, 2023 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.38 GHz",
  },
  m4max: {
    label: "M4 Max (40-core GPU)",
    GBps: 546,
    TFLOPs: tflops(16.2, 16.2),
    us: metalLaunch,
    memoryGB: 128,
    link: host(10),
    source: "Apple, 2024 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.58 GHz",
  },
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
