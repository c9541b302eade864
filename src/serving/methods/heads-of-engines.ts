import { type Head, table } from "./head.ts";

/** Named by engines, their recipes and their training tools. */
export const headsOfEngines: readonly Head[] = [
  ...table(
    "ai-dynamo/aiconfigurator/blob/095f58a51/aic-core/src/aiconfigurator_core/sdk/models/kimi_k3.py",
    `
    Inferact/Kimi-K3-DSpark dspark kimi-k3
  `,
  ),
  ...table(
    "sgl-project/SpecForge/blob/a6b6b023/benchmarks/README.md",
    `
    lmsys/sglang-EAGLE3-LLaMA3.1-Instruct-8B eagle3 llama-3.1-8b
  `,
  ),
  ...table(
    "sgl-project/SpecForge/blob/a6b6b023/docs/community_resources/specbundle.md",
    `
    lmsys/EAGLE3-gpt-oss-120b-bf16                                                eagle3 gpt-oss-120b
    lmsys/SGLang-EAGLE3-Llama-3.1-8B-Instruct-SpecForge                           eagle3 llama-3.1-8b
    lmsys/SGLang-EAGLE3-Llama-3.3-70B-Instruct-SpecForge                          eagle3 llama-3.3-70b
    lmsys/sglang-EAGLE3-Llama-4-Maverick-17B-128E-Instruct-v1                     eagle3 llama-4-maverick
    lmsys/SGLang-EAGLE3-Llama-4-Scout-17B-16E-Instruct-SpecForge                  eagle3 llama-4-scout
    lmsys/SGLang-EAGLE3-Qwen3-235B-A22B-Instruct-2507-SpecForge-Meituan           eagle3 qwen3-235b-a22b-2507
    lmsys/SGLang-EAGLE3-Qwen3-30B-A3B-Instruct-2507-SpecForge-Nex                 eagle3 qwen3-30b-a3b-2507
    lmsys/SGLang-EAGLE3-Qwen3-Coder-30B-A3B-Instruct-SpecForge                    eagle3 qwen3-coder-30b-a3b
    lmsys/SGLang-EAGLE3-Qwen3-Coder-480B-A35B-Instruct-SpecForge-EigenAI          eagle3 qwen3-coder-480b-a35b
    lmsys/SGLang-EAGLE3-Qwen3-Next-80B-A3B-Instruct-FP8-perfect-blend-regenerated eagle3 qwen3-next-80b-a3b
    zhuyksir/EAGLE3-gpt-oss-20b-bf16                                              eagle3 gpt-oss-20b
  `,
  ),
  ...table(
    "sgl-project/SpecForge/blob/a6b6b023/docs/examples/llama3-eagle3-online.md",
    `
    zhuyksir/EAGLE3-Llama-3.1-8B-Instruct eagle3 llama-3.1-8b
  `,
  ),
  ...table(
    "sgl-project/sgl-cookbook/blob/7b5bd9c/docs/autoregressive/Moonshotai/Kimi-K2.5.md",
    `
    lightseekorg/kimi-k2.5-eagle3 eagle3 kimi-k2.5
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/CLAUDE.md",
    `
    deepseek-ai/DeepSeek-V4-Pro-DSpark dspark deepseek-v4-pro
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/Google/Gemma4.md",
    `
    google/gemma-4-12B-it-assistant     mtp    gemma-4-12b
    google/gemma-4-26B-A4B-it-assistant mtp    gemma-4-26b-a4b
    google/gemma-4-31B-it-assistant     mtp    gemma-4-31b
    google/gemma-4-E2B-it-assistant     mtp    gemma-4-e2b
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/OpenAI/GPT-OSS.md",
    `
    nvidia/gpt-oss-120b-Eagle3-v3 eagle3 gpt-oss-120b
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/models/MiniMaxAI/MiniMax-M3.yaml",
    `
    Inferact/MiniMax-M3-EAGLE3     eagle3 minimax-m3
    Inferact/MiniMax-M3-EAGLE3-GQA eagle3 minimax-m3
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/models/deepseek-ai/DeepSeek-V4-Flash.yaml",
    `
    deepseek-ai/DeepSeek-V4-Flash-DSpark dspark deepseek-v4-flash
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/models/moonshotai/Kimi-K2.5.yaml",
    `
    lightseekorg/kimi-k2.5-eagle3-mla eagle3 kimi-k2.5
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/models/moonshotai/Kimi-K2.6.yaml",
    `
    lightseekorg/kimi-k2.6-eagle3-mla eagle3 kimi-k2.6
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/models/moonshotai/Kimi-K2.7-Code.yaml",
    `
    lightseekorg/kimi-k2.7-coder-eagle3.1-mla eagle3 kimi-k2.7-code
  `,
  ),
  ...table(
    "vllm-project/recipes/blob/8959cf6/models/nvidia/NVIDIA-Nemotron-3.5-Lightning-30B-A3B-BF16.yaml",
    `
    nvidia/NVIDIA-Nemotron-3.5-Lightning-30B-A3B-NVFP4-DFlash dflash nemotron-3.5-lightning-30b-a3b
    nvidia/NVIDIA-Nemotron-3.5-Lightning-30B-A3B-NVFP4-DSpark dspark nemotron-3.5-lightning-30b-a3b
  `,
  ),
  ...table(
    "vllm-project/speculators/blob/c05b95b3/README.md",
    `
    RedHatAI/gemma-4-26B-A4B-it-speculator.eagle3                eagle3 gemma-4-26b-a4b
    RedHatAI/gemma-4-31B-it-speculator.dflash                    dflash gemma-4-31b
    RedHatAI/gemma-4-31B-it-speculator.eagle3                    eagle3 gemma-4-31b
    RedHatAI/GLM-5.2-speculator.dspark                           dspark glm-5.2
    RedHatAI/gpt-oss-120b-speculator.eagle3                      eagle3 gpt-oss-120b
    RedHatAI/gpt-oss-20b-speculator.eagle3                       eagle3 gpt-oss-20b
    RedHatAI/Kimi-K3-speculator.dspark                           dspark kimi-k3
    RedHatAI/Llama-3.1-8B-Instruct-speculator.eagle3             eagle3 llama-3.1-8b
    RedHatAI/Llama-3.3-70B-Instruct-speculator.eagle3            eagle3 llama-3.3-70b
    RedHatAI/NVIDIA-Nemotron-3-Super-120B-A12B-speculator.dflash dflash nemotron-3-super-120b-a12b
    RedHatAI/NVIDIA-Nemotron-3-Ultra-550B-A55B-speculator.dflash dflash nemotron-3-ultra-550b-a55b
    RedHatAI/Qwen3-14B-speculator.eagle3                         eagle3 qwen3-14b
    RedHatAI/Qwen3-235B-A22B-Instruct-2507-speculator.eagle3     eagle3 qwen3-235b-a22b-2507
    RedHatAI/Qwen3-235B-A22B-speculator.eagle3                   eagle3 qwen3-235b-a22b
    RedHatAI/Qwen3-30B-A3B-Instruct-2507-speculator.dflash       dflash qwen3-30b-a3b-2507
    RedHatAI/Qwen3-30B-A3B-Instruct-2507-speculator.eagle3       eagle3 qwen3-30b-a3b-2507
    RedHatAI/Qwen3-30B-A3B-speculator.dflash                     dflash qwen3-30b-a3b
    RedHatAI/Qwen3-32B-speculator.eagle3                         eagle3 qwen3-32b
    RedHatAI/Qwen3-8B-speculator.dflash                          dflash qwen3-8b
    RedHatAI/Qwen3-8B-speculator.eagle3                          eagle3 qwen3-8b
    RedHatAI/Qwen3-8B-speculator.peagle                          peagle qwen3-8b
    RedHatAI/Qwen3-VL-235B-A22B-Instruct-speculator.eagle3       eagle3 qwen3-vl-235b-a22b
    RedHatAI/Qwen3.6-35B-A3B-speculator.dspark                   dspark qwen3.6-35b-a3b
  `,
  ),
  ...table(
    "vllm-project/speculators/blob/c05b95b3/docs/user_guide/algorithms/dspark.md",
    `
    RedHatAI/GLM-5.2-speculator.dspark-preview dspark glm-5.2
  `,
  ),
  ...table(
    "vllm-project/speculators/blob/c05b95b3/docs/user_guide/algorithms/eagle3.md",
    `
    RedHatAI/Llama-4-Maverick-17B-128E-Instruct-speculator.eagle3 eagle3 llama-4-maverick
  `,
  ),
  ...table(
    "vllm-project/speculators/blob/c05b95b3/examples/convert/README.md",
    `
    yuhuili/EAGLE3-LLaMA3.1-Instruct-8B eagle3 llama-3.1-8b
  `,
  ),
  ...table(
    "vllm-project/speculators/blob/c05b95b3/examples/convert/eagle3/apply_eagle3_llama4_maverick.sh",
    `
    nvidia/Llama-4-Maverick-17B-128E-Eagle3 eagle3 llama-4-maverick
  `,
  ),
  ...table(
    "vllm-project/speculators/blob/c05b95b3/src/speculators/__main__.py",
    `
    yuhuili/EAGLE-LLaMA3.1-Instruct-8B eagle  llama-3.1-8b
  `,
  ),
  ...table(
    "vllm-project/speculators/blob/c05b95b3/src/speculators/convert/entrypoints.py",
    `
    z-lab/Qwen3-8B-DFlash-b16 dflash qwen3-8b
  `,
  ),
];
