import { table } from "./model.ts";

const llama2 = table(
  {
    family: "Llama 2",
    tokenizer: "llama-2",
    licence: "Llama 2 Community",
    report: "https://arxiv.org/abs/2307.09288",
    context: 4_096,
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
      context: 2_048,
    },
    "tinyllama-1.1b TinyLlama/TinyLlama-1.1B-Chat-v1.0 1.100B = 22 2048 5632 32 4 64 32000 - two 3T",
  ),
  ...table(
    {
      family: "AMD-Llama",
      tokenizer: "llama-2",
      licence: "Apache 2.0",
      report: "https://huggingface.co/amd/AMD-Llama-135m",
      context: 2_048,
    },
    "amd-llama-135m amd/AMD-Llama-135m 134.1M = 12 768 2048 12 12 64 32000 - two 670B",
  ),
  ...table(
    {
      family: "SpecInfer drafts",
      tokenizer: "llama-2",
      licence: "Apache 2.0",
      report: "https://arxiv.org/abs/2305.09781",
      context: 2_048,
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
    context: 131_072,
  },
  `
  llama-3-8b     meta-llama/Meta-Llama-3-8B-Instruct  8.030B   = 32  4096  14336 32  8 128 128256 - two  15T ctx=8192
  llama-3-70b    meta-llama/Meta-Llama-3-70B-Instruct 70.554B  = 80  8192  28672 64  8 128 128256 - two  15T ctx=8192
  llama-3.1-8b   meta-llama/Llama-3.1-8B-Instruct     8.030B   = 32  4096  14336 32  8 128 128256 - two  15T
  llama-3.1-70b  meta-llama/Llama-3.1-70B-Instruct    70.554B  = 80  8192  28672 64  8 128 128256 - two  15T
  llama-3.1-405b meta-llama/Llama-3.1-405B-Instruct   405.853B = 126 16384 53248 128 8 128 128256 - two  15T
  llama-3.2-1b   meta-llama/Llama-3.2-1B-Instruct     1.236B   = 16  2048  8192  32  8 64  128256 - tied 9T
  llama-3.2-3b   meta-llama/Llama-3.2-3B-Instruct     3.213B   = 28  3072  8192  24  8 128 128256 - tied 9T
  llama-3.3-70b  meta-llama/Llama-3.3-70B-Instruct    70.554B  = 80  8192  28672 64  8 128 128256 - two  15T
  `,
);

/** Attention of three layers in four sees chunks of 8,192 tokens. Without the vision tower. */
const llama4 = table(
  {
    family: "Llama 4",
    tokenizer: "llama-4",
    licence: "Llama 4 Community",
    report: "https://huggingface.co/meta-llama/Llama-4-Scout-17B-16E-Instruct",
    context: 1_048_576,
  },
  `
  llama-4-scout    meta-llama/Llama-4-Scout-17B-16E-Instruct     ~108B ~17B 48 5120 8192 40 8 128 202048 16/1  two 40T window=8192/36 shared=8192 ctx=10485760
  llama-4-maverick meta-llama/Llama-4-Maverick-17B-128E-Instruct ~400B ~17B 48 5120 8192 40 8 128 202048 128/1 two 22T window=8192/36 shared=8192 dense=24/16384
  `,
);

const codeLlama = table(
  {
    family: "Code Llama",
    tokenizer: "codellama",
    licence: "Llama 2 Community",
    report: "https://arxiv.org/abs/2308.12950",
    context: 16_384,
  },
  `
  codellama-7b  codellama/CodeLlama-7b-Instruct-hf  6.739B  = 32 4096 11008 32 32 128 32016 - two 2.5T
  codellama-13b codellama/CodeLlama-13b-Instruct-hf 13.016B = 40 5120 13824 40 40 128 32016 - two 2.5T
  codellama-34b codellama/CodeLlama-34b-Instruct-hf 33.744B = 48 8192 22016 64 8  128 32000 - two 2.5T
  `,
);

/** Tuned from LLaMA, whose tokenizer Llama 2 kept. */
const vicuna = table(
  {
    family: "Vicuna",
    tokenizer: "llama-2",
    licence: "LLaMA (non-commercial)",
    report: "https://arxiv.org/abs/2302.13971",
    context: 2_048,
  },
  `
  vicuna-7b  lmsys/vicuna-7b-v1.3  6.738B  = 32 4096 11008 32 32 128 32000 - two 1T
  vicuna-13b lmsys/vicuna-13b-v1.3 13.016B = 40 5120 13824 40 40 128 32000 - two 1.4T
  vicuna-33b lmsys/vicuna-33b-v1.3 32.529B = 60 6656 17920 52 52 128 32000 - two 1.4T
  `,
);

export const llama = [...llama3, ...llama4, ...llama2, ...llama2Drafts, ...codeLlama, ...vicuna];
