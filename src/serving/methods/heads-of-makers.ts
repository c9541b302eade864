import { type Head, table } from "./head.ts";

/** Named by those who made the method or the head. */
export const headsOfMakers: readonly Head[] = [
  ...table(
    "AMD-AGI/PARD/blob/6f279bf/README.md",
    `
    amd/PARD-DeepSeek-R1-Distill-Qwen-1.5B pard   r1-distill-qwen-7b,r1-distill-qwen-14b,r1-distill-qwen-32b
    amd/PARD-Llama-3.2-1B                  pard   llama-3.1-8b,llama-3.1-70b,llama-3.2-3b,llama-3.3-70b
    amd/PARD-Llama-4-1B                    pard   llama-4-scout,llama-4-maverick
    amd/PARD-Qwen2.5-0.5B                  pard   qwen2.5-1.5b,qwen2.5-3b,qwen2.5-7b,qwen2.5-14b,qwen2.5-32b,qwen2.5-72b
    amd/PARD-Qwen3-0.6B                    pard   qwen3-1.7b,qwen3-4b,qwen3-8b,qwen3-14b,qwen3-32b
    amd/PARD2-Llama-3.1-8B                 pard2  llama-3.1-8b
    amd/PARD2-Qwen3-14B                    pard2  qwen3-14b
    amd/PARD2-Qwen3-8B                     pard2  qwen3-8b
  `,
  ),
  ...table(
    "NVIDIA/Model-Optimizer/blob/a2fbac7ba/modelopt/torch/speculative/config.py",
    `
    nvidia/Kimi-K2.6-Eagle3 eagle3 kimi-k2.6
  `,
  ),
  ...table(
    "NVIDIA/Model-Optimizer/blob/a2fbac7ba/tests/examples/hf_ptq/test_deploy.py",
    `
    nvidia/gpt-oss-120b-Eagle3-long-context         eagle3 gpt-oss-120b
    nvidia/gpt-oss-120b-Eagle3-short-context        eagle3 gpt-oss-120b
    nvidia/gpt-oss-120b-Eagle3-throughput           eagle3 gpt-oss-120b
    nvidia/Kimi-K2-Thinking-Eagle3                  eagle3 kimi-k2-thinking
    nvidia/Kimi-K2.5-Thinking-Eagle3                eagle3 kimi-k2.5
    nvidia/Llama-3.3-70B-Instruct-Eagle3            eagle3 llama-3.3-70b
    nvidia/Qwen3-235B-A22B-Thinking-2507-Eagle3     eagle3 qwen3-235b-a22b-thinking-2507
    nvidia/Qwen3-235B-A22B-Thinking-2507-FP4-Eagle3 eagle3 qwen3-235b-a22b-thinking-2507
    nvidia/Qwen3-30B-A3B-Thinking-2507-Eagle3       eagle3 qwen3-30b-a3b-thinking-2507
  `,
  ),
  ...table(
    "NVIDIA/Model-Optimizer/blob/a2fbac7ba/tools/launcher/examples/google/gemma-4-E4B-it/specdec_bench_mtp_vllm.yaml",
    `
    google/gemma-4-E4B-it-assistant mtp    gemma-4-e4b
  `,
  ),
  ...table(
    "NVIDIA/Model-Optimizer/blob/a2fbac7ba/tools/launcher/examples/moonshotai/Kimi-K2.5/specdec_bench.yaml",
    `
    nvidia/Kimi-K2.5-DFlash dflash kimi-k2.5
  `,
  ),
  ...table(
    "NVIDIA/Model-Optimizer/blob/a2fbac7ba/tools/launcher/examples/nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16/specdec_bench_dflash_vllm.yaml",
    `
    nvidia/dflash-nemotron-3-super-data-v2-step120k dflash nemotron-3-super-120b-a12b
  `,
  ),
  ...table(
    "SafeAILab/EAGLE/blob/cb7e084/README.md",
    `
    AngelSlim/Qwen3-1.7B_eagle3                           eagle3 qwen3-1.7b
    AngelSlim/Qwen3-14B_eagle3                            eagle3 qwen3-14b
    AngelSlim/Qwen3-32B_eagle3                            eagle3 qwen3-32b
    AngelSlim/Qwen3-4B_eagle3                             eagle3 qwen3-4b
    AngelSlim/Qwen3-8B_eagle3                             eagle3 qwen3-8b
    AngelSlim/Qwen3-a3B_eagle3                            eagle3 qwen3-30b-a3b
    lmsys/Qwen3-235B-A22B-EAGLE3                          eagle3 qwen3-235b-a22b
    lmsys/sglang-EAGLE3-Llama-4-Scout-17B-16E-Instruct-v1 eagle3 llama-4-scout
    nvidia/gpt-oss-120b-Eagle3                            eagle3 gpt-oss-120b
    nvidia/Qwen3-235B-A22B-Eagle3                         eagle3 qwen3-235b-a22b
    Tengyunw/qwen3_30b_moe_eagle3                         eagle3 qwen3-30b-a3b
    Tengyunw/qwen3_8b_eagle3                              eagle3 qwen3-8b
    thoughtworks/GLM-4.7-Flash-Eagle3                     eagle3 glm-4.7-flash
    yuhuili/EAGLE-llama2-chat-13B                         eagle  llama-2-13b
    yuhuili/EAGLE-llama2-chat-70B                         eagle  llama-2-70b
    yuhuili/EAGLE-llama2-chat-7B                          eagle  llama-2-7b
    yuhuili/EAGLE-LLaMA3-Instruct-70B                     eagle  llama-3-70b
    yuhuili/EAGLE-LLaMA3-Instruct-8B                      eagle  llama-3-8b
    yuhuili/EAGLE-mixtral-instruct-8x7B                   eagle  mixtral-8x7b
    yuhuili/EAGLE-Qwen2-72B-Instruct                      eagle  qwen2-72b
    yuhuili/EAGLE-Qwen2-7B-Instruct                       eagle  qwen2-7b
    yuhuili/EAGLE-Vicuna-13B-v1.3                         eagle  vicuna-13b
    yuhuili/EAGLE-Vicuna-33B-v1.3                         eagle  vicuna-33b
    yuhuili/EAGLE-Vicuna-7B-v1.3                          eagle  vicuna-7b
    yuhuili/EAGLE3-DeepSeek-R1-Distill-LLaMA-8B           eagle3 r1-distill-llama-8b
    yuhuili/EAGLE3-LLaMA3.3-Instruct-70B                  eagle3 llama-3.3-70b
    yuhuili/EAGLE3-Vicuna1.3-13B                          eagle3 vicuna-13b
    Zjcxy-SmartAI/Eagle-Qwen2.5-14B-Instruct              eagle  qwen2.5-14b
    Zjcxy-SmartAI/Eagle3-Qwen3-32B-zh                     eagle3 qwen3-32b
    Zjcxy-SmartAI/Eagle3-Qwen3-8B-zh                      eagle3 qwen3-8b
  `,
  ),
  ...table(
    "deepseek-ai/DeepSpec/blob/afdfa7c/README.md",
    `
    deepseek-ai/dflash_gemma4_12b_block7 dflash gemma-4-12b
    deepseek-ai/dflash_qwen3_14b_block7  dflash qwen3-14b
    deepseek-ai/dflash_qwen3_4b_block7   dflash qwen3-4b
    deepseek-ai/dflash_qwen3_8b_block7   dflash qwen3-8b
    deepseek-ai/dspark_gemma4_12b_block7 dspark gemma-4-12b
    deepseek-ai/dspark_qwen3_14b_block7  dspark qwen3-14b
    deepseek-ai/dspark_qwen3_4b_block7   dspark qwen3-4b
    deepseek-ai/dspark_qwen3_8b_block7   dspark qwen3-8b
    deepseek-ai/eagle3_gemma4_12b_ttt7   eagle3 gemma-4-12b
    deepseek-ai/eagle3_qwen3_14b_ttt7    eagle3 qwen3-14b
    deepseek-ai/eagle3_qwen3_4b_ttt7     eagle3 qwen3-4b
    deepseek-ai/eagle3_qwen3_8b_ttt7     eagle3 qwen3-8b
  `,
  ),
  ...table(
    "snowflakedb/ArcticInference/blob/9d46438/README.md",
    `
    Snowflake/Arctic-LSTM-Speculator-Llama-3.1-8B-Instruct lstm   llama-3.1-8b
  `,
  ),
  ...table(
    "snowflakedb/ArcticInference/blob/9d46438/projects/spec_dec/README.md",
    `
    Snowflake/Arctic-LSTM-Speculator-Llama-3.1-70B-Instruct lstm   llama-3.1-70b
  `,
  ),
  ...table(
    "snowflakedb/ArcticInference/blob/9d46438/tests/unit_tests/test_arctic_spec_max_len.py",
    `
    Snowflake/Arctic-LSTM-Speculator-Llama-3.3-70B-Instruct lstm   llama-3.3-70b
  `,
  ),
  ...table(
    "z-lab/dflash/blob/44947fb/README.md",
    `
    z-lab/gpt-oss-120b-DFlash                   dflash gpt-oss-120b
    z-lab/gpt-oss-20b-DFlash                    dflash gpt-oss-20b
    z-lab/Kimi-K2.5-DFlash                      dflash kimi-k2.5
    z-lab/LLaMA3.1-8B-Instruct-DFlash-UltraChat dflash llama-3.1-8b
    z-lab/Qwen3-4B-DFlash-b16                   dflash qwen3-4b
    z-lab/Qwen3-Coder-30B-A3B-DFlash            dflash qwen3-coder-30b-a3b
    z-lab/Qwen3-Coder-Next-DFlash               dflash qwen3-coder-next
    z-lab/Qwen3.5-122B-A10B-DFlash              dflash qwen3.5-122b-a10b
    z-lab/Qwen3.5-27B-DFlash                    dflash qwen3.5-27b
    z-lab/Qwen3.5-35B-A3B-DFlash                dflash qwen3.5-35b-a3b
    z-lab/Qwen3.5-4B-DFlash                     dflash qwen3.5-4b
    z-lab/Qwen3.5-9B-DFlash                     dflash qwen3.5-9b
    z-lab/Qwen3.6-27B-DFlash                    dflash qwen3.6-27b
    z-lab/Qwen3.6-35B-A3B-DFlash                dflash qwen3.6-35b-a3b
  `,
  ),
];
