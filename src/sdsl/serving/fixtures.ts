/** Models and machines that the tests share; figures from the models' own configurations. */
import type { Architecture } from "../architecture.ts";
import type { Pairing } from "./iteration.ts";
import { machineFor } from "./machine.ts";

export const llama70B: Architecture = {
  parameters: 70.6e9,
  active: 70.6e9,
  layers: 80,
  hidden: 8192,
  heads: 64,
  kvHeads: 8,
  headDim: 128,
  vocab: 128256,
};

export const llama1B: Architecture = {
  parameters: 1.24e9,
  active: 1.24e9,
  layers: 16,
  hidden: 2048,
  heads: 32,
  kvHeads: 8,
  headDim: 64,
  vocab: 128256,
};

/** Qwen3-30B-A3B: nearly all weights are in 128 experts a layer, of which a token reaches 8. */
export const mixture: Architecture = {
  parameters: 30.5e9,
  active: 3.3e9,
  layers: 48,
  hidden: 2048,
  heads: 32,
  kvHeads: 4,
  headDim: 128,
  vocab: 151936,
  experts: { count: 128, active: 8, parameters: 29e9 },
};

export const fourH100 = machineFor("h100", { tensorParallel: 4, MBU: 0.8 });

export const llamas: Pairing = {
  target: llama70B,
  draft: llama1B,
  machine: fourH100,
  load: { batch: 1, context: 1024, dtype: "bf16" },
  overheadSeconds: 0,
};
