import { encoded, fabric, graph, host, joined, program, tflops } from "./units.ts";

export const amd = {
  mi355x: {
    label: "MI355X",
    GBps: 8000,
    TFLOPs: tflops(157.3, 2516.6, 5033.2),
    us: graph,
    memoryGB: 288,
    link: fabric(538),
    source: "AMD Instinct MI355X datasheet, 2025; dense",
  },
  mi325x: {
    label: "MI325X",
    GBps: 6000,
    TFLOPs: tflops(163.4, 1307, 2615),
    us: graph,
    memoryGB: 256,
    link: fabric(448),
    source: "AMD Instinct MI325X datasheet, 2024",
  },
  mi300x: {
    label: "MI300X",
    GBps: 5300,
    TFLOPs: tflops(163.4, 1307, 2615),
    us: graph,
    memoryGB: 192,
    link: fabric(448),
    source: "AMD Instinct MI300X datasheet, 2023",
  },
  strixhalo: {
    label: "Ryzen AI Max+ 395",
    GBps: 256,
    TFLOPs: tflops(29.7, 59.4),
    us: encoded,
    memoryGB: 128,
    link: host(5),
    source:
      "AMD, 2025 (256-bit LPDDR5X-8000); peak from 40 units × 128 lanes × 2 × 2.9 GHz, dual issue",
  },
} as const;

/** Apple publishes no peak: it is taken from the cores, 128 lanes each, and the clock that the system
 *  reports. The matrix units of the M5's GPU cores come on top and are not counted. */
export const apple = {
  m5max: {
    label: "M5 Max (40-core GPU)",
    GBps: 614,
    TFLOPs: tflops(16.6, 16.6),
    us: encoded,
    memoryGB: 128,
    link: host(10),
    source:
      "Apple, 2026 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.62 GHz, assumed",
  },
  m5pro: {
    label: "M5 Pro (20-core GPU)",
    GBps: 307,
    TFLOPs: tflops(8.3, 8.3),
    us: encoded,
    memoryGB: 64,
    link: host(10),
    source:
      "Apple, 2026 (bandwidth, memory); peak from 20 cores × 128 lanes × 2 × 1.62 GHz, assumed",
  },
  m5: {
    label: "M5 (10-core GPU)",
    GBps: 153,
    TFLOPs: tflops(4.1, 4.1),
    us: encoded,
    memoryGB: 32,
    link: host(5),
    source:
      "Apple, 2025 (bandwidth, memory); peak from 10 cores × 128 lanes × 2 × 1.62 GHz, assumed",
  },
  m3ultra: {
    label: "M3 Ultra (80-core GPU)",
    GBps: 819,
    TFLOPs: tflops(28.3, 28.3),
    us: encoded,
    memoryGB: 512,
    link: host(10),
    source: "Apple, 2025 (bandwidth, memory); peak from 80 cores × 128 lanes × 2 × 1.38 GHz",
  },
  m4max: {
    label: "M4 Max (40-core GPU)",
    GBps: 546,
    TFLOPs: tflops(16.2, 16.2),
    us: encoded,
    memoryGB: 128,
    link: host(10),
    source: "Apple, 2024 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.58 GHz",
  },
  m4pro: {
    label: "M4 Pro (20-core GPU)",
    GBps: 273,
    TFLOPs: tflops(8.1, 8.1),
    us: encoded,
    memoryGB: 64,
    link: host(10),
    source: "Apple, 2024 (bandwidth, memory); peak from 20 cores × 128 lanes × 2 × 1.58 GHz",
  },
  m3max: {
    label: "M3 Max (40-core GPU)",
    GBps: 400,
    TFLOPs: tflops(14.2, 14.2),
    us: encoded,
    memoryGB: 128,
    link: host(5),
    source: "Apple, 2023 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.38 GHz",
  },
} as const;

/** TPUs compute 8 bits as integers; 32-bit products are taken for six of 16 bits. CPUs: cores, lanes of
 *  fused multiply-adds and clock. */
export const others = {
  tpuv6e: {
    label: "TPU v6e",
    GBps: 1600,
    TFLOPs: tflops(153, 918, 1836),
    us: program,
    memoryGB: 32,
    link: fabric(200),
    source: "Google Cloud TPU v6e documentation, 2026; 8 bits as int8",
  },
  tpuv5e: {
    label: "TPU v5e",
    GBps: 800,
    TFLOPs: tflops(32.8, 197, 393),
    us: program,
    memoryGB: 16,
    link: fabric(100),
    source: "Google Cloud TPU v6e documentation, 2026, its comparison; 8 bits as int8",
  },
  epyc9004: {
    label: "CPU: EPYC 9654, 12 channels of DDR5-4800",
    GBps: 461,
    TFLOPs: tflops(7.4, 14.7),
    us: joined,
    memoryGB: 768,
    link: host(32),
    source: "AMD, 2022; bandwidth 12 × 38.4 GB/s, peak from 96 cores × 32 × 2.4 GHz",
  },
  ddr5: {
    label: "CPU: 16 cores, 2 channels of DDR5-5600",
    GBps: 89.6,
    TFLOPs: tflops(2.3, 2.3),
    us: joined,
    memoryGB: 96,
    link: host(16),
    source: "Bandwidth 2 × 44.8 GB/s (JEDEC), peak from 16 cores × 32 × 4.5 GHz: a desktop of 2024",
  },
} as const;
