import type { HardwareName } from "../hardware.ts";

/** Where each device's figures stand. */
export const hardwareSources: Readonly<Record<HardwareName, string>> = {
  b300: "NVIDIA HGX B300 datasheet, 2025, an eighth of it; sparsity halved",
  gb200: "NVIDIA GB200 NVL72 datasheet, 2024, a 72nd of it; sparsity halved",
  b200: "NVIDIA Blackwell datasheet, 2025, HGX B200; sparsity halved",
  h200: "NVIDIA H200 datasheet, 2024; sparsity halved",
  h100: "NVIDIA H100 datasheet, 2023; sparsity halved",
  h100nvl: "NVIDIA H100 datasheet, 2024, one card; sparsity halved; from memory, not looked up",
  h100pcie: "NVIDIA H100 datasheet, 2022; sparsity halved; without the NVLink bridge",
  h20: "NVIDIA H20 product brief, 2024; dense; from memory, not looked up",
  a100: "NVIDIA A100 datasheet, 2021",
  a100x40: "NVIDIA A100 datasheet, 2021; from memory, not looked up",
  l40s: "NVIDIA L40S datasheet, 2023; without sparsity",
  l4: "NVIDIA L4 datasheet, 2023; sparsity halved",
  a10g: "NVIDIA A10G datasheet, 2021; sparsity halved; from memory, not looked up",
  t4: "NVIDIA T4 datasheet, 2019; 16-bit floats, not bfloat16; from memory, not looked up",
  rtxpro6000: "NVIDIA RTX PRO 6000 Blackwell datasheet, 2025; sparsity halved",
  rtx6000ada: "NVIDIA RTX 6000 Ada datasheet, 2022; sparsity halved; from memory, not looked up",
  a6000:
    "NVIDIA RTX A6000 datasheet, 2020; sparsity halved; without the NVLink bridge; from memory, not looked up",
  rtx5090: "NVIDIA RTX Blackwell architecture whitepaper, 2025; float32 accumulation",
  rtx4090: "NVIDIA Ada architecture whitepaper, 2022; float32 accumulation",
  rtx3090:
    "NVIDIA GA102 architecture whitepaper, 2020; float32 accumulation; from memory, not looked up",
  gb10: "NVIDIA DGX Spark datasheet, 2025; peaks from its sparse FP4 petaFLOP, halved for each step; from memory, not looked up",
  mi355x: "AMD Instinct MI355X datasheet, 2025; dense; from memory, not looked up",
  mi325x: "AMD Instinct MI325X datasheet, 2024; from memory, not looked up",
  mi300x: "AMD Instinct MI300X datasheet, 2023",
  strixhalo:
    "AMD, 2025 (256-bit LPDDR5X-8000); peak from 40 units × 128 lanes × 2 × 2.9 GHz, dual issue; from memory, not looked up",
  m5max: "Apple, 2026 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.62 GHz, assumed",
  m5pro: "Apple, 2026 (bandwidth, memory); peak from 20 cores × 128 lanes × 2 × 1.62 GHz, assumed",
  m5: "Apple, 2025 (bandwidth, memory); peak from 10 cores × 128 lanes × 2 × 1.62 GHz, assumed; from memory, not looked up",
  m3ultra:
    "Apple, 2025 (bandwidth, memory); peak from 80 cores × 128 lanes × 2 × 1.38 GHz; from memory, not looked up",
  m4max: "Apple, 2024 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.58 GHz",
  m4pro:
    "Apple, 2024 (bandwidth, memory); peak from 20 cores × 128 lanes × 2 × 1.58 GHz; from memory, not looked up",
  m3max: "Apple, 2023 (bandwidth, memory); peak from 40 cores × 128 lanes × 2 × 1.38 GHz",
  tpuv6e: "Google Cloud TPU v6e documentation, 2026; 8 bits as int8",
  tpuv5e: "Google Cloud TPU v6e documentation, 2026, its comparison; 8 bits as int8",
  epyc9004:
    "AMD, 2022; bandwidth 12 × 38.4 GB/s, peak from 96 cores × 32 × 2.4 GHz; from memory, not looked up",
  ddr5: "Bandwidth 2 × 44.8 GB/s (JEDEC), peak from 16 cores × 32 × 4.5 GHz: a desktop of 2024; from memory, not looked up",
};
