/** Short examples of what each engine prints, for who has none at hand. */
export const samples = {
  vllm: `vllm:spec_decode_num_drafts_total{engine="0",model_name="target"} 1000.0
vllm:spec_decode_num_draft_tokens_total{engine="0",model_name="target"} 5000.0
vllm:spec_decode_num_accepted_tokens_total{engine="0",model_name="target"} 2310.0
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="target",position="0"} 740.0
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="target",position="1"} 560.0
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="target",position="2"} 430.0
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="target",position="3"} 330.0
vllm:spec_decode_num_accepted_tokens_per_pos_total{engine="0",model_name="target",position="4"} 250.0`,
  sglang: `[2026-05-02 10:00:02 TP0] Decode batch, #running-req: 1, #token: 2048, token usage: 0.01, accept len: 3.85, accept rate: 0.57, cuda graph: True, gen throughput (token/s): 121.50, #queue-req: 0`,
  llamacpp: `slot print_timing: id  0 | task 0 |        eval time =    3000.00 ms /   271 tokens (   11.07 ms per token,    90.33 tokens per second)
slot print_timing: id  0 | task 0 | draft acceptance = 0.57576 (  171 accepted /   297 generated), mean len =  2.71`,
  bench: `| model         |  params | test  |            t/s |
| ------------- | ------: | ----- | -------------: |
| llama 34B Q4_0 | 33.74 B | tg128 |   34.80 ± 0.02 |
| llama 34B Q4_0 | 33.74 B | pp2   |   62.10 ± 0.10 |
| llama 34B Q4_0 | 33.74 B | pp4   |  104.40 ± 0.20 |
| llama 34B Q4_0 | 33.74 B | pp8   |  160.81 ± 0.30 |
| llama 34B Q4_0 | 33.74 B | pp9   |   80.38 ± 0.10 |`,
} as const;
