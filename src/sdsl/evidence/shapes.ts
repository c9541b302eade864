import type { Architecture } from "../architecture.ts";

/** The two models of a measurement. */
export interface PairShapes {
  readonly target: Architecture;
  readonly draft: Architecture;
}

const dense = (
  parameters: number,
  layers: number,
  hidden: number,
  heads: number,
  kvHeads: number,
  headDim: number,
  vocab: number,
): Architecture => ({
  parameters,
  active: parameters,
  layers,
  hidden,
  heads,
  kvHeads,
  headDim,
  vocab,
});

/** Models that published rows were measured with, from their own configurations. */
export const shapes = {
  qwen25_7b: dense(7.616e9, 28, 3584, 28, 4, 128, 152064),
  qwen25_half: dense(0.494e9, 24, 896, 14, 2, 64, 151936),
  qwen25_32b: dense(32.76e9, 64, 5120, 40, 8, 128, 152064),
  qwen25_3b: dense(3.086e9, 36, 2048, 16, 2, 128, 151936),
  llama31_8b: dense(8.03e9, 32, 4096, 32, 8, 128, 128256),
  llama32_1b: dense(1.236e9, 16, 2048, 32, 8, 64, 128256),
  qwen3_8b: dense(8.191e9, 36, 4096, 32, 8, 128, 151936),
  qwen3_06b: dense(0.596e9, 28, 1024, 16, 8, 128, 151936),
} as const satisfies Record<string, Architecture>;
