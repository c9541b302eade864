import { encoded, fabric, graph, host, joined, program, tflops } from "./units.ts";

export const amd = {
  mi355x: {
    label: "MI355X",
    GBps: 8000,
    TFLOPs: tflops(157.3, 2516.6, 5033.2),
    us: graph,
    memoryGB: 288,
    link: fabric(538),
  },
  mi325x: {
    label: "MI325X",
    GBps: 6000,
    TFLOPs: tflops(163.4, 1307, 2615),
    us: graph,
    memoryGB: 256,
    link: fabric(448),
  },
  mi300x: {
    label: "MI300X",
    GBps: 5300,
    TFLOPs: tflops(163.4, 1307, 2615),
    us: graph,
    memoryGB: 192,
    link: fabric(448),
  },
  strixhalo: {
    label: "Ryzen AI Max+ 395",
    GBps: 256,
    TFLOPs: tflops(29.7, 59.4),
    us: encoded,
    memoryGB: 128,
    link: host(5),
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
  },
  m5pro: {
    label: "M5 Pro (20-core GPU)",
    GBps: 307,
    TFLOPs: tflops(8.3, 8.3),
    us: encoded,
    memoryGB: 64,
    link: host(10),
  },
  m5: {
    label: "M5 (10-core GPU)",
    GBps: 153,
    TFLOPs: tflops(4.1, 4.1),
    us: encoded,
    memoryGB: 32,
    link: host(5),
  },
  m3ultra: {
    label: "M3 Ultra (80-core GPU)",
    GBps: 819,
    TFLOPs: tflops(28.3, 28.3),
    us: encoded,
    memoryGB: 512,
    link: host(10),
  },
  m4max: {
    label: "M4 Max (40-core GPU)",
    GBps: 546,
    TFLOPs: tflops(16.2, 16.2),
    us: encoded,
    memoryGB: 128,
    link: host(10),
  },
  m4pro: {
    label: "M4 Pro (20-core GPU)",
    GBps: 273,
    TFLOPs: tflops(8.1, 8.1),
    us: encoded,
    memoryGB: 64,
    link: host(10),
  },
  m3max: {
    label: "M3 Max (40-core GPU)",
    GBps: 400,
    TFLOPs: tflops(14.2, 14.2),
    us: encoded,
    memoryGB: 128,
    link: host(5),
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
  },
  tpuv5e: {
    label: "TPU v5e",
    GBps: 800,
    TFLOPs: tflops(32.8, 197, 393),
    us: program,
    memoryGB: 16,
    link: fabric(100),
  },
  epyc9004: {
    label: "CPU: EPYC 9654, 12 channels of DDR5-4800",
    GBps: 461,
    TFLOPs: tflops(7.4, 14.7),
    us: joined,
    memoryGB: 768,
    link: host(32),
  },
  ddr5: {
    label: "CPU: 16 cores, 2 channels of DDR5-5600",
    GBps: 89.6,
    TFLOPs: tflops(2.3, 2.3),
    us: joined,
    memoryGB: 96,
    link: host(16),
  },
} as const;
