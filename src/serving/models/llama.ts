import { table } from "./model.ts";

const llama2 = table(
  {
    family: "Llama 2",
    tokenizer: "llama-2",
    licence: "Llama 2 Community",
    report: "https://arxiv.org/abs/2307.09288",
  },
  `
  llama-2-7b  meta-llama/Llama-2-7b-chat-hf  6.738B  = 32 4096 11008 32 32 128 32000 - two 2T
  llama-2-13b meta-llama/Llama-2-13b-chat-hf 13.016B = 40 5120 13824 40 40 128 32000 - two 2T
  llama-2-70b meta-llama/Llama-2-70b-chat-hf 68.977B = 80 8192 28672 64 8  128 32000 - two 2T
  `,
);

/** Small models by others with Llama 2's tokenizer, made or used as drafts for it. */
const llama2Drafts = [
  ...table(
    {
      family: "TinyLlama",
      tokenizer: "llama-2",
      licence: "Apache 2.0",
      report: "https://arxiv.org/abs/2401.02385",
    },
    "tinyllama-1.1b TinyLlama/TinyLlama-1.1B-Chat-v1.0 1.100B = 22 2048 5632 32 4 64 32000 - two 3T",
  ),
  ...table(
    {
      family: "AMD-Llama",
      tokenizer: "llama-2",
      licence: "Apache 2.0",
      report: "https://huggingface.co/amd/AMD-Llama-135m",
    },
    "amd-llama-135m amd/AMD-Llama-135m 134.1M = 12 768 2048 12 12 64 32000 - two 670B",
  ),
  ...table(
    {
      family: "SpecInfer drafts",
      tokenizer: "llama-2",
      licence: "Apache 2.0",
      report: "https://arxiv.org/abs/2305.09781",
    },
    `
    llama-68m  JackFram/llama-68m  68.0M  = 2  768 3072 12 12 64 32000 - two ?
    llama-160m JackFram/llama-160m 162.4M = 12 768 3072 12 12 64 32000 - two ?
    `,
  ),
];

/** Grattafiori et al. 2024, and the model cards: 15T tokens, "up to 9T" for Llama 3.2. */
const llama3 = table(
  {
    family: "Llama 3",
    tokenizer: "llama-3",
    licence: "Llama 3 Community",
    report: "https://arxiv.org/abs/2407.21783",
  },
  `
  llama-3-8b     meta-llama/Meta-Llama-3-8B-Instruct  8.030B   = 32  4096  14336 32  8 128 128256 - two  15T
  llama-3-70b    meta-llama/Meta-Llama-3-70B-Instruct 70.554B  = 80  8192  28672 64  8 128 128256 - two  15T
  llama-3.1-8b   meta-llama/Llama-3.1-8B-Instruct     8.030B   = 32  4096  14336 32  8 128 128256 - two  15T
  llama-3.1-70b  meta-llama/Llama-3.1-70B-Instruct    70.554B  = 80  8192  28672 64  8 128 128256 - two  15T
  llama-3.1-405b meta-llama/Llama-3.1-405B-Instruct   405.853B = 126 16384 53248 128 8 128 128256 - two  15T
  llama-3.2-1b   meta-llama/Llama-3.2-1B-Instruct     1.236B   = 16  2048  8192  32  8 64  128256 - tied 9T
  llama-3.2-3b   meta-llama/Llama-3.2-3B-Instruct     3.213B   = 28  3072  8192  24  8 128 128256 - tied 9T
  llama-3.3-70b  meta-llama/Llama-3.3-70B-Instruct    70.554B  = 80  8192  28672 64  8 128 128256 - two  15T
  `,
);

export const llama = [...llama3, ...llama2, ...llama2Drafts];
