import { table } from "./model.ts";

const smol = table(
  {
    family: "SmolLM2",
    tokenizer: "smollm2",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2502.02737",
    context: 8_192,
  },
  `
  smollm2-135m HuggingFaceTB/SmolLM2-135M-Instruct 134.5M = 30 576  1536 9  3  64 49152 - tied 2T
  smollm2-360m HuggingFaceTB/SmolLM2-360M-Instruct 361.8M = 32 960  2560 15 5  64 49152 - tied 4T
  smollm2-1.7b HuggingFaceTB/SmolLM2-1.7B-Instruct 1.711B = 24 2048 8192 32 32 64 49152 - tied 11T
  `,
);

const smol3 = table(
  {
    family: "SmolLM3",
    tokenizer: "smollm3",
    licence: "Apache 2.0",
    report: "https://huggingface.co/blog/smollm3",
    context: 65_536,
  },
  "smollm3-3b HuggingFaceTB/SmolLM3-3B 3.075B = 36 2048 11008 16 4 128 128256 - tied 11.2T unverified=1",
);

const gptOss = table(
  {
    family: "gpt-oss",
    tokenizer: "o200k-harmony",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2508.10925",
    context: 131_072,
    native: "mxfp4",
  },
  `
  gpt-oss-20b  openai/gpt-oss-20b  20.91B  3.61B 24 2880 2880 64 8 64 201088 32/4  two ? window=128/12
  gpt-oss-120b openai/gpt-oss-120b 116.83B 5.13B 36 2880 2880 64 8 64 201088 128/4 two ? window=128/18
  `,
);

const seed = table(
  {
    family: "Seed-OSS",
    tokenizer: "seed-oss",
    licence: "Apache 2.0",
    report: "https://github.com/ByteDance-Seed/seed-oss",
    context: 524_288,
  },
  "seed-oss-36b ByteDance-Seed/Seed-OSS-36B-Instruct 36.15B = 64 5120 27648 80 8 128 155136 - two 12T",
);

/** Gunasekar et al. and Abdin et al. 2024. */
const phi = [
  ...table(
    {
      family: "Phi",
      tokenizer: "phi-3.5",
      licence: "MIT",
      report: "https://arxiv.org/abs/2404.14219",
      context: 131_072,
    },
    "phi-3.5-mini microsoft/Phi-3.5-mini-instruct 3.821B = 32 3072 8192 32 32 96 32064 - two 3.4T",
  ),
  ...table(
    {
      family: "Phi",
      tokenizer: "phi-4",
      licence: "MIT",
      report: "https://arxiv.org/abs/2412.08905",
      context: 16_384,
    },
    `
    phi-4           microsoft/phi-4           14.660B = 40 5120 17920 40 10 128 100352 - two 9.8T
    phi-4-reasoning microsoft/Phi-4-reasoning 14.660B = 40 5120 17920 40 10 128 100352 - two 9.8T ctx=32768
    `,
  ),
  ...table(
    {
      family: "Phi",
      tokenizer: "phi-4-mini",
      licence: "MIT",
      report: "https://arxiv.org/abs/2503.01743",
      context: 131_072,
    },
    "phi-4-mini microsoft/Phi-4-mini-instruct 3.836B = 32 3072 8192 24 8 128 200064 - tied 5T",
  ),
];

const olmo = table(
  {
    family: "OLMo",
    tokenizer: "olmo-2",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2501.00656",
    context: 4_096,
  },
  `
  olmo-2-7b    allenai/OLMo-2-1124-7B-Instruct  7.299B  = 32 4096 11008 32 32 128 100352 - two 4T
  olmo-2-13b   allenai/OLMo-2-1124-13B-Instruct 13.716B = 40 5120 13824 40 40 128 100352 - two 5T
  olmo-2-32b   allenai/OLMo-2-0325-32B-Instruct 32.234B = 64 5120 27648 40 8  128 100352 - two 6T
  olmo-3.1-32b allenai/Olmo-3.1-32B-Instruct    ~32B    = 64 5120 27648 40 8  128 100278 - two 5.5T window=4096/48 ctx=65536
  `,
);

/** Hybrid ones: nine Mamba-2 layers for one of attention. */
const granite = [
  ...table(
    {
      family: "Granite",
      tokenizer: "granite-3",
      licence: "Apache 2.0",
      report: "https://huggingface.co/ibm-granite/granite-3.3-8b-instruct",
      context: 131_072,
    },
    `
    granite-3.3-2b ibm-granite/granite-3.3-2b-instruct ~2.5B  = 40 2048 8192  32 8 64  49159 - tied 12T unverified=1
    granite-3.3-8b ibm-granite/granite-3.3-8b-instruct ~8.17B = 40 4096 12800 32 8 128 49159 - tied 12T unverified=1
    `,
  ),
  ...table(
    {
      family: "Granite",
      tokenizer: "granite-4",
      licence: "Apache 2.0",
      report: "https://huggingface.co/ibm-granite/granite-4.0-h-small",
      context: 131_072,
    },
    `
    granite-4.0-micro   ibm-granite/granite-4.0-micro   ~3.4B =    40 2560 8192 40 8 64  100352 -     tied ? unverified=1
    granite-4.0-h-tiny  ibm-granite/granite-4.0-h-tiny  ~7B   ~1B  40 1536 512  12 4 128 100352 64/6  tied ? attention=4 mamba=36/48/64/128/1 shared=1024 unverified=1
    granite-4.0-h-small ibm-granite/granite-4.0-h-small ~32B  ~9B  40 4096 768  32 8 128 100352 72/10 tied ? attention=4 mamba=36/128/64/128/1 shared=1536 unverified=1
    `,
  ),
];

const exaone = table(
  {
    family: "EXAONE",
    tokenizer: "exaone-4",
    licence: "EXAONE (non-commercial)",
    report: "https://arxiv.org/abs/2507.11407",
    context: 131_072,
  },
  "exaone-4.0-32b LGAI-EXAONE/EXAONE-4.0-32B ~32B = 64 5120 27392 40 8 128 102400 - two 14T window=4096/48",
);

const ernie = table(
  {
    family: "ERNIE 4.5",
    tokenizer: "ernie-4.5",
    licence: "Apache 2.0",
    report: "https://ernie.baidu.com/blog/publication/ERNIE_Technical_Report.pdf",
    context: 131_072,
  },
  `
  ernie-4.5-0.3b    baidu/ERNIE-4.5-0.3B-PT    ~0.36B =   18 1024 3072 16 2 128 103424 -    tied ? unverified=1
  ernie-4.5-21b-a3b baidu/ERNIE-4.5-21B-A3B-PT ~21B   ~3B 28 2560 1536 20 4 128 103424 64/6 tied ? shared=3072 dense=1/12288 unverified=1
  `,
);

const ling = table(
  {
    family: "Ling 2.0",
    tokenizer: "ling-2",
    licence: "MIT",
    report: "https://huggingface.co/inclusionAI/Ling-flash-2.0",
    context: 32_768,
  },
  `
  ling-mini-2.0  inclusionAI/Ling-mini-2.0  ~16B  ~1.4B 20 2048 512  16 4 128 157184 256/8 two 20T shared=512  dense=1/5120 unverified=1
  ling-flash-2.0 inclusionAI/Ling-flash-2.0 ~103B ~6.1B 32 4096 1024 32 4 128 157184 256/8 two 20T shared=1024 dense=1/9216 unverified=1
  `,
);

const hunyuan = table(
  {
    family: "Hunyuan",
    tokenizer: "hunyuan",
    licence: "Tencent Hunyuan Community",
    report: "https://huggingface.co/tencent/Hunyuan-A13B-Instruct",
    context: 262_144,
  },
  "hunyuan-a13b tencent/Hunyuan-A13B-Instruct ~80B ~13B 32 4096 3072 32 8 128 128167 64/8 tied 20T shared=3072 unverified=1",
);

const hy3 = table(
  {
    family: "Hy3",
    tokenizer: "hy3",
    licence: "see its page",
    report: "https://huggingface.co/tencent/Hy3",
    context: 262_144,
  },
  "hy3-295b-a21b tencent/Hy3 ~295B ~21B 80 4096 1536 64 8 128 120832 192/8 two ? shared=1536 dense=1/13312 mtp=1 unverified=1",
);

const step = table(
  {
    family: "Step",
    tokenizer: "step-3.5",
    licence: "see its page",
    report: "https://huggingface.co/stepfun-ai/Step-3.7-Flash",
    context: 262_144,
  },
  "step-3.7-flash stepfun-ai/Step-3.7-Flash ~196B ~11B 45 4096 1280 64 8 128 128896 288/8 two ? window=512/33 shared=1280 dense=3/11264 mtp=3",
);

const mimo = [
  ...table(
    {
      family: "MiMo",
      tokenizer: "mimo",
      licence: "MIT",
      report: "https://arxiv.org/abs/2505.07608",
      context: 32_768,
    },
    "mimo-7b XiaomiMiMo/MiMo-7B-RL ~7.6B = 36 4096 11008 32 8 128 151680 - two 25T mtp=1",
  ),
  ...table(
    {
      family: "MiMo",
      tokenizer: "mimo-v2",
      licence: "MIT",
      report: "https://huggingface.co/XiaomiMiMo/MiMo-V2-Flash",
      context: 262_144,
      native: "fp8",
    },
    "mimo-v2-flash XiaomiMiMo/MiMo-V2-Flash ~309B ~15B 48 4096 2048 64 8 192 152576 256/8 two 27T window=128/39 global=4/192 value=128 dense=1/16384 mtp=3",
  ),
];

export const others = [
  ...gptOss,
  ...phi,
  ...olmo,
  ...granite,
  ...exaone,
  ...ernie,
  ...ling,
  ...hunyuan,
  ...hy3,
  ...step,
  ...mimo,
  ...smol3,
  ...smol,
  ...seed,
];
