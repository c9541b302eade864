import { table } from "./model.ts";

/** Qwen2.5 has rows for 151,936 tokens up to 3B and for 152,064 above: the same tokenizer, padded
 *  otherwise. Some engines refuse such a pair. */
const qwen25 = table(
  {
    family: "Qwen2.5",
    tokenizer: "qwen-2.5",
    licence: "Apache 2.0 (3B: Qwen Research; 72B: Qwen)",
    report: "https://arxiv.org/abs/2412.15115",
    context: 32_768,
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
    context: 32_768,
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
    context: 40_960,
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
    context: 262_144,
  },
  `
  qwen3-coder-30b-a3b   Qwen/Qwen3-Coder-30B-A3B-Instruct   30.532B 3.35B 48 2048 768  32 4 128 151936 128/8  two ?
  qwen3-coder-next      Qwen/Qwen3-Coder-Next               ~80B    ~3B   48 2048 512  16 2 256 151936 512/10 two ? linear=36/16/32/128/128 gated=1 shared=512 mtp=1
  qwen3-coder-480b-a35b Qwen/Qwen3-Coder-480B-A35B-Instruct 480.15B 35.5B 62 6144 2560 96 8 128 151936 160/8  two ?
  `,
);

/** Instruct and Thinking of July 2025 have one shape each. */
const qwen3Later = table(
  {
    family: "Qwen3 2507",
    tokenizer: "qwen-3",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2505.09388",
    context: 262_144,
  },
  `
  qwen3-4b-2507               Qwen/Qwen3-4B-Instruct-2507            4.022B  =      36 2560 9728 32 8 128 151936 -     tied 36T
  qwen3-30b-a3b-2507          Qwen/Qwen3-30B-A3B-Instruct-2507       30.532B 3.35B  48 2048 768  32 4 128 151936 128/8 two  36T
  qwen3-30b-a3b-thinking-2507 Qwen/Qwen3-30B-A3B-Thinking-2507       30.532B 3.35B  48 2048 768  32 4 128 151936 128/8 two  36T
  qwen3-235b-a22b-2507        Qwen/Qwen3-235B-A22B-Instruct-2507     235.09B 22.19B 94 4096 1536 64 4 128 151936 128/8 two  36T
  qwen3-235b-a22b-thinking-2507 Qwen/Qwen3-235B-A22B-Thinking-2507   235.09B 22.19B 94 4096 1536 64 4 128 151936 128/8 two  36T
  `,
);

/** Gated DeltaNet in three layers of four. */
const qwen3Next = table(
  {
    family: "Qwen3-Next",
    tokenizer: "qwen-3",
    licence: "Apache 2.0",
    report: "https://huggingface.co/Qwen/Qwen3-Next-80B-A3B-Instruct",
    context: 262_144,
  },
  `
  qwen3-next-80b-a3b          Qwen/Qwen3-Next-80B-A3B-Instruct ~80B ~3B 48 2048 512 16 2 256 151936 512/10 two 15T linear=36/16/32/128/128 gated=1 shared=512 mtp=1
  qwen3-next-80b-a3b-thinking Qwen/Qwen3-Next-80B-A3B-Thinking ~80B ~3B 48 2048 512 16 2 256 151936 512/10 two 15T linear=36/16/32/128/128 gated=1 shared=512 mtp=1
  `,
);

/** The language model alone. */
const qwen3Vl = table(
  {
    family: "Qwen3-VL",
    tokenizer: "qwen-3",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2511.21631",
    context: 262_144,
  },
  `
  qwen3-vl-2b        Qwen/Qwen3-VL-2B-Instruct        ~1.72B  =      28 2048 6144  16 8 128 151936 -     tied ?
  qwen3-vl-4b        Qwen/Qwen3-VL-4B-Instruct        ~4.02B  =      36 2560 9728  32 8 128 151936 -     tied ?
  qwen3-vl-8b        Qwen/Qwen3-VL-8B-Instruct        ~8.19B  =      36 4096 12288 32 8 128 151936 -     two  ?
  qwen3-vl-32b       Qwen/Qwen3-VL-32B-Instruct       ~32.8B  =      64 5120 25600 64 8 128 151936 -     two  ?
  qwen3-vl-30b-a3b   Qwen/Qwen3-VL-30B-A3B-Instruct   ~30.5B  ~3.3B  48 2048 768   32 4 128 151936 128/8 two  ?
  qwen3-vl-235b-a22b Qwen/Qwen3-VL-235B-A22B-Instruct ~235B   ~22B   94 4096 1536  64 4 128 151936 128/8 two  ?
  `,
);

/** Gated DeltaNet in three layers of four, one layer of multi-token prediction; 3.6 and 3.8 keep the
 *  shapes of 3.5. */
const qwen35 = table(
  {
    family: "Qwen3.5 to 3.8",
    tokenizer: "qwen-3.5",
    licence: "Apache 2.0 (3.8: see its page)",
    report: "https://huggingface.co/Qwen/Qwen3.5-397B-A17B",
    context: 262_144,
  },
  `
  qwen3.5-0.8b      Qwen/Qwen3.5-0.8B      ~0.75B ~0.8B 24 1024 3584  8  2 256 248320 -      tied ? linear=18/16/16/128/128 gated=1 mtp=1
  qwen3.5-2b        Qwen/Qwen3.5-2B        ~1.9B  =     24 2048 6144  8  2 256 248320 -      tied ? linear=18/16/16/128/128 gated=1 mtp=1 unverified=1
  qwen3.5-4b        Qwen/Qwen3.5-4B        ~4.2B  =     32 2560 9216  16 4 256 248320 -      tied ? linear=24/16/32/128/128 gated=1 mtp=1
  qwen3.5-9b        Qwen/Qwen3.5-9B        ~9B    =     32 4096 12288 16 4 256 248320 -      two  ? linear=24/16/32/128/128 gated=1 mtp=1
  qwen3.5-27b       Qwen/Qwen3.5-27B       ~27B   =     64 5120 17408 24 4 256 248320 -      two  ? linear=48/16/48/128/128 gated=1 mtp=1
  qwen3.5-35b-a3b   Qwen/Qwen3.5-35B-A3B   ~35B   ~3B   40 2048 512   16 2 256 248320 256/8  two  ? linear=30/16/32/128/128 gated=1 shared=512 mtp=1
  qwen3.5-122b-a10b Qwen/Qwen3.5-122B-A10B ~122B  ~10B  48 3072 1024  32 2 256 248320 256/8  two  ? linear=36/16/64/128/128 gated=1 shared=1024 mtp=1
  qwen3.5-397b-a17b Qwen/Qwen3.5-397B-A17B ~397B  ~17B  60 4096 1024  32 2 256 248320 512/10 two  ? linear=45/16/64/128/128 gated=1 shared=1024 mtp=1
  qwen3.6-27b       Qwen/Qwen3.6-27B       ~27B   =     64 5120 17408 24 4 256 248320 -      two  ? linear=48/16/48/128/128 gated=1 mtp=1
  qwen3.6-35b-a3b   Qwen/Qwen3.6-35B-A3B   ~35B   ~3B   40 2048 512   16 2 256 248320 256/8  two  ? linear=30/16/32/128/128 gated=1 shared=512 mtp=1
  qwen3.8-27b       Qwen/Qwen3.8-27B       ~27B   =     64 5120 17408 24 4 256 248320 -      two  ? linear=48/16/48/128/128 gated=1 mtp=1 unverified=1
  `,
);

const qwq = table(
  {
    family: "QwQ",
    tokenizer: "qwen-2.5",
    licence: "Apache 2.0",
    report: "https://qwenlm.github.io/blog/qwq-32b/",
    context: 131_072,
  },
  "qwq-32b Qwen/QwQ-32B 32.764B = 64 5120 27648 40 8 128 152064 - two 18T",
);

const qwen2 = table(
  {
    family: "Qwen2",
    tokenizer: "qwen-2.5",
    licence: "Apache 2.0 (72B: Qwen)",
    report: "https://arxiv.org/abs/2407.10671",
    context: 32_768,
  },
  `
  qwen2-7b  Qwen/Qwen2-7B-Instruct  7.616B  = 28 3584 18944 28 4 128 152064 - two 7T
  qwen2-72b Qwen/Qwen2-72B-Instruct 72.706B = 80 8192 29568 64 8 128 152064 - two 7T
  `,
);

export const qwen = [
  ...qwen35,
  ...qwen3,
  ...qwen3Later,
  ...qwen3Next,
  ...qwen3Coder,
  ...qwen3Vl,
  ...qwen25,
  ...qwen25Coder,
  ...qwq,
  ...qwen2,
];
