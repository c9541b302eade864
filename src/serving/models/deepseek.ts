import { table } from "./model.ts";

/** 256 experts and latent attention; the layer of multi-token prediction is counted apart. */
const v3 = table(
  {
    family: "DeepSeek V3",
    tokenizer: "deepseek-v3",
    licence: "MIT",
    report: "https://arxiv.org/abs/2412.19437",
    context: 163_840,
    native: "fp8",
  },
  `
  deepseek-v3      deepseek-ai/DeepSeek-V3      671.03B ~37B 61 7168 2048 128 128 128 129280 256/8 two 14.8T latent=1536/512/128/64/128 shared=2048 dense=3/18432 mtp=1
  deepseek-v3-0324 deepseek-ai/DeepSeek-V3-0324 671.03B ~37B 61 7168 2048 128 128 128 129280 256/8 two 14.8T latent=1536/512/128/64/128 shared=2048 dense=3/18432 mtp=1
  deepseek-v3.1    deepseek-ai/DeepSeek-V3.1    671.03B ~37B 61 7168 2048 128 128 128 129280 256/8 two 15.6T latent=1536/512/128/64/128 shared=2048 dense=3/18432 mtp=1
  deepseek-v3.2    deepseek-ai/DeepSeek-V3.2    ~671B   ~37B 61 7168 2048 128 128 128 129280 256/8 two 15.6T latent=1536/512/128/64/128 index=64/128/2048 shared=2048 dense=3/18432 mtp=1
  deepseek-r1      deepseek-ai/DeepSeek-R1      671.03B ~37B 61 7168 2048 128 128 128 129280 256/8 two 14.8T latent=1536/512/128/64/128 shared=2048 dense=3/18432 mtp=1
  deepseek-r1-0528 deepseek-ai/DeepSeek-R1-0528 671.03B ~37B 61 7168 2048 128 128 128 129280 256/8 two 14.8T latent=1536/512/128/64/128 shared=2048 dense=3/18432 mtp=1
  `,
);

/** Keys that are values, entries of 4 or 128 tokens, a window of 128 beside them. */
const v4 = table(
  {
    family: "DeepSeek V4",
    tokenizer: "deepseek-v4",
    licence: "see its page",
    report: "https://huggingface.co/deepseek-ai/DeepSeek-V4-Pro",
    context: 1_048_576,
    native: "fp8",
  },
  `
  deepseek-v4-flash deepseek-ai/DeepSeek-V4-Flash ~284B  ~13B 43 4096 2048 64  1 512 129280 256/6 two ? lowrank=1024/1024/8  window=128/43 compressed=21/4/20/128 index=64/128/512  shared=2048 mtp=1
  deepseek-v4-pro   deepseek-ai/DeepSeek-V4-Pro   ~1600B ~49B 61 7168 3072 128 1 512 129280 384/6 two ? lowrank=1536/1024/16 window=128/61 compressed=30/4/31/128 index=64/128/1024 shared=3072 mtp=1
  `,
);

const v2 = table(
  {
    family: "DeepSeek V2",
    tokenizer: "deepseek-v2",
    licence: "DeepSeek",
    report: "https://arxiv.org/abs/2405.04434",
    context: 163_840,
  },
  `
  deepseek-v2-lite deepseek-ai/DeepSeek-V2-Lite-Chat ~15.7B ~2.4B 27 2048 1408 16  16  128 102400 64/6  two 5.7T latent=0/512/128/64/128 shared=2816 dense=1/10944 ctx=32768
  deepseek-v2.5    deepseek-ai/DeepSeek-V2.5         ~236B  ~21B  60 5120 1536 128 128 128 102400 160/6 two 8.1T latent=1536/512/128/64/128 shared=3072 dense=1/12288 unverified=1
  `,
);

/** R1's answers taught to models of others: their shapes, special tokens of R1. */
const distilled = [
  ...table(
    {
      family: "DeepSeek R1 distills",
      tokenizer: "r1-distill-qwen",
      licence: "MIT",
      report: "https://arxiv.org/abs/2501.12948",
      context: 131_072,
    },
    `
    r1-distill-qwen-1.5b deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B 1.777B  = 28 1536 8960  12 2 128 151936 - two 18T
    r1-distill-qwen-7b   deepseek-ai/DeepSeek-R1-Distill-Qwen-7B   7.616B  = 28 3584 18944 28 4 128 152064 - two 18T
    r1-distill-qwen-14b  deepseek-ai/DeepSeek-R1-Distill-Qwen-14B  14.770B = 48 5120 13824 40 8 128 152064 - two 18T
    r1-distill-qwen-32b  deepseek-ai/DeepSeek-R1-Distill-Qwen-32B  32.764B = 64 5120 27648 40 8 128 152064 - two 18T
    `,
  ),
  ...table(
    {
      family: "DeepSeek R1 distills",
      tokenizer: "r1-distill-llama",
      licence: "MIT",
      report: "https://arxiv.org/abs/2501.12948",
      context: 131_072,
    },
    `
    r1-distill-llama-8b  deepseek-ai/DeepSeek-R1-Distill-Llama-8B  8.030B  = 32 4096 14336 32 8 128 128256 - two 15T
    r1-distill-llama-70b deepseek-ai/DeepSeek-R1-Distill-Llama-70B 70.554B = 80 8192 28672 64 8 128 128256 - two 15T
    `,
  ),
];

export const deepseek = [...v4, ...v3, ...v2, ...distilled];
