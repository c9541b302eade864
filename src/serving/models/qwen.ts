import { table } from "./model.ts";

/** Qwen2.5 has rows for 151,936 tokens up to 3B and for 152,064 above: the same tokenizer, padded
 *  otherwise. Some engines refuse such a pair. */
const qwen25 = table(
  {
    family: "Qwen2.5",
    tokenizer: "qwen-2.5",
    licence: "Apache 2.0 (3B: Qwen Research; 72B: Qwen)",
    report: "https://arxiv.org/abs/2412.15115",
  },
  `
  qwen2.5-0.5b Qwen/Qwen2.5-0.5B-Instruct 494.0M  = 24 896  4864  14 2 64  151936 - tied 18T
  qwen2.5-1.5b Qwen/Qwen2.5-1.5B-Instruct 1.544B  = 28 1536 8960  12 2 128 151936 - tied 18T
  qwen2.5-3b   Qwen/Qwen2.5-3B-Instruct   3.086B  = 36 2048 11008 16 2 128 151936 - tied 18T
  qwen2.5-7b   Qwen/Qwen2.5-7B-Instruct   7.616B  = 28 3584 18944 28 4 128 152064 - two  18T
  qwen2.5-14b  Qwen/Qwen2.5-14B-Instruct  14.770B = 48 5120 13824 40 8 128 152064 - two  18T
  qwen2.5-32b  Qwen/Qwen2.5-32B-Instruct  32.764B = 64 5120 27648 40 8 128 152064 - two  18T
  qwen2.5-72b  Qwen/Qwen2.5-72B-Instruct  72.706B = 80 8192 29568 64 8 128 152064 - two  18T
  `,
);

/** Trained on from Qwen2.5's 18T tokens with 5.5T more, mostly of code. */
const qwen25Coder = table(
  {
    family: "Qwen2.5-Coder",
    tokenizer: "qwen-2.5",
    licence: "Apache 2.0 (3B: Qwen Research)",
    report: "https://arxiv.org/abs/2409.12186",
  },
  `
  qwen2.5-coder-0.5b Qwen/Qwen2.5-Coder-0.5B-Instruct 494.0M  = 24 896  4864  14 2 64  151936 - tied 23.5T
  qwen2.5-coder-1.5b Qwen/Qwen2.5-Coder-1.5B-Instruct 1.544B  = 28 1536 8960  12 2 128 151936 - tied 23.5T
  qwen2.5-coder-3b   Qwen/Qwen2.5-Coder-3B-Instruct   3.086B  = 36 2048 11008 16 2 128 151936 - tied 23.5T
  qwen2.5-coder-7b   Qwen/Qwen2.5-Coder-7B-Instruct   7.616B  = 28 3584 18944 28 4 128 152064 - two  23.5T
  qwen2.5-coder-14b  Qwen/Qwen2.5-Coder-14B-Instruct  14.770B = 48 5120 13824 40 8 128 152064 - two  23.5T
  qwen2.5-coder-32b  Qwen/Qwen2.5-Coder-32B-Instruct  32.764B = 64 5120 27648 40 8 128 152064 - two  23.5T
  `,
);

const qwen3 = table(
  {
    family: "Qwen3",
    tokenizer: "qwen-3",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2505.09388",
  },
  `
  qwen3-0.6b      Qwen/Qwen3-0.6B      596.0M  =      28 1024 3072  16 8 128 151936 -     tied 36T
  qwen3-1.7b      Qwen/Qwen3-1.7B      1.721B  =      28 2048 6144  16 8 128 151936 -     tied 36T
  qwen3-4b        Qwen/Qwen3-4B        4.022B  =      36 2560 9728  32 8 128 151936 -     tied 36T
  qwen3-8b        Qwen/Qwen3-8B        8.191B  =      36 4096 12288 32 8 128 151936 -     two  36T
  qwen3-14b       Qwen/Qwen3-14B       14.768B =      40 5120 17408 40 8 128 151936 -     two  36T
  qwen3-32b       Qwen/Qwen3-32B       32.762B =      64 5120 25600 64 8 128 151936 -     two  36T
  qwen3-30b-a3b   Qwen/Qwen3-30B-A3B   30.532B 3.35B  48 2048 768   32 4 128 151936 128/8 two  36T
  qwen3-235b-a22b Qwen/Qwen3-235B-A22B 235.09B 22.19B 94 4096 1536  64 4 128 151936 128/8 two  36T
  `,
);

const qwen3Coder = table(
  {
    family: "Qwen3-Coder",
    tokenizer: "qwen-3",
    licence: "Apache 2.0",
    report: "https://huggingface.co/Qwen/Qwen3-Coder-480B-A35B-Instruct",
  },
  "qwen3-coder-480b-a35b Qwen/Qwen3-Coder-480B-A35B-Instruct 480.15B 35.5B 62 6144 2560 96 8 128 151936 160/8 two ?",
);

export const qwen = [...qwen25, ...qwen25Coder, ...qwen3, ...qwen3Coder];
