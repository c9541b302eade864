import { table } from "./model.ts";

const smol = table(
  {
    family: "SmolLM2",
    tokenizer: "smollm2",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2502.02737",
  },
  `
  smollm2-135m HuggingFaceTB/SmolLM2-135M-Instruct 134.5M = 30 576  1536 9  3  64 49152 - tied 2T
  smollm2-360m HuggingFaceTB/SmolLM2-360M-Instruct 361.8M = 32 960  2560 15 5  64 49152 - tied 4T
  smollm2-1.7b HuggingFaceTB/SmolLM2-1.7B-Instruct 1.711B = 24 2048 8192 32 32 64 49152 - tied 11T
  `,
);

const gptOss = table(
  {
    family: "gpt-oss",
    tokenizer: "o200k-harmony",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2508.10925",
  },
  `
  gpt-oss-20b  openai/gpt-oss-20b  20.91B  3.61B 24 2880 2880 64 8 64 201088 32/4  two ?
  gpt-oss-120b openai/gpt-oss-120b 116.83B 5.13B 36 2880 2880 64 8 64 201088 128/4 two ?
  `,
);

const seed = table(
  {
    family: "Seed-OSS",
    tokenizer: "seed-oss",
    licence: "Apache 2.0",
    report: "https://github.com/ByteDance-Seed/seed-oss",
  },
  "seed-oss-36b ByteDance-Seed/Seed-OSS-36B-Instruct 36.15B = 64 5120 27648 80 8 128 155136 - two 12T",
);

export const others = [...smol, ...gptOss, ...seed];
