import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";
import { releasedModel } from "./registry.ts";
import { countParameters } from "./shape.ts";

const read = (fields: object) => readConfig(JSON.stringify(fields));

const dense = {
  model_type: "qwen3",
  hidden_size: 5120,
  num_hidden_layers: 64,
  intermediate_size: 25600,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  head_dim: 128,
  vocab_size: 151936,
  tie_word_embeddings: false,
  max_position_embeddings: 40960,
};
const mixture = {
  model_type: "glm4_moe",
  hidden_size: 4096,
  num_hidden_layers: 46,
  intermediate_size: 10944,
  moe_intermediate_size: 1408,
  num_attention_heads: 96,
  num_key_value_heads: 8,
  head_dim: 128,
  n_routed_experts: 128,
  num_experts_per_tok: 8,
  n_shared_experts: 1,
  first_k_dense_replace: 1,
  num_nextn_predict_layers: 1,
  vocab_size: 151552,
  tie_word_embeddings: false,
};
const latent = {
  model_type: "deepseek_v3",
  hidden_size: 7168,
  num_hidden_layers: 61,
  intermediate_size: 18432,
  moe_intermediate_size: 2048,
  num_attention_heads: 128,
  num_key_value_heads: 128,
  n_routed_experts: 256,
  num_experts_per_tok: 8,
  n_shared_experts: 1,
  first_k_dense_replace: 3,
  q_lora_rank: 1536,
  kv_lora_rank: 512,
  qk_nope_head_dim: 128,
  qk_rope_head_dim: 64,
  v_head_dim: 128,
  vocab_size: 129280,
  quantization_config: { quant_method: "fp8", fmt: "e4m3" },
};
const hybrid = {
  text_config: {
    model_type: "qwen3_5_text",
    hidden_size: 5120,
    num_hidden_layers: 64,
    intermediate_size: 17408,
    num_attention_heads: 24,
    num_key_value_heads: 4,
    head_dim: 256,
    full_attention_interval: 4,
    linear_num_key_heads: 16,
    linear_num_value_heads: 48,
    linear_key_head_dim: 128,
    linear_value_head_dim: 128,
    vocab_size: 248320,
  },
  tie_word_embeddings: false,
};
const windowed = {
  model_type: "gpt_oss",
  hidden_size: 2880,
  num_hidden_layers: 36,
  intermediate_size: 2880,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  head_dim: 64,
  num_local_experts: 128,
  num_experts_per_tok: 4,
  sliding_window: 128,
  layer_types: Array.from({ length: 36 }, (_, i) =>
    i % 2 === 0 ? "sliding_attention" : "full_attention",
  ),
  vocab_size: 201088,
  quantization_config: { quant_method: "mxfp4" },
};
const pattern = "MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME";
const mamba = {
  model_type: "nemotron_h",
  hidden_size: 2688,
  num_hidden_layers: 52,
  hybrid_override_pattern: pattern,
  intermediate_size: 1856,
  moe_intermediate_size: 1856,
  moe_shared_expert_intermediate_size: 3712,
  num_attention_heads: 32,
  num_key_value_heads: 2,
  head_dim: 128,
  n_routed_experts: 128,
  num_experts_per_tok: 6,
  mamba_num_heads: 64,
  mamba_head_dim: 64,
  ssm_state_size: 128,
  n_groups: 8,
  vocab_size: 131072,
};

describe("a pasted config.json", () => {
  it.each([
    ["qwen3-32b", dense],
    ["glm-4.5-air", mixture],
    ["deepseek-v3", latent],
    ["qwen3.6-27b", hybrid],
    ["gpt-oss-120b", windowed],
    ["nemotron-3-nano-30b-a3b", mamba],
  ])("of %s has the registry's shape", (id, fields) => {
    const answer = read(fields);
    const model = releasedModel(id)!;
    expect(answer.kind).toBe("shape");
    if (answer.kind !== "shape") return;
    expect(model).toMatchObject({ ...answer.shape });
    expect(answer.shape.particulars).toEqual(model.particulars);
    const counted = countParameters(answer.shape).all;
    expect(Math.abs(counted / model.parameters - 1)).toBeLessThan(0.01);
  });

  it("says how long, how stored and with which prediction layers", () => {
    expect(read(dense)).toMatchObject({ notes: { context: 40960, native: "bf16" } });
    expect(read(latent)).toMatchObject({ notes: { native: "fp8" } });
    expect(read(windowed)).toMatchObject({ notes: { native: "mxfp4" } });
    expect(read(mixture)).toMatchObject({ notes: { mtp: 1 } });
    const awq = { ...dense, quantization_config: { quant_method: "awq", bits: 4 } };
    expect(read(awq)).toMatchObject({ notes: { native: "int4" } });
  });

  it("bears Python's numbers that are none of JSON's", () => {
    const text = JSON.stringify(mamba).replace("{", '{"time_step_limit":[0.0, Infinity],');
    expect(readConfig(text).kind).toBe("shape");
  });

  it.each([
    ["", /no JSON/],
    ["[1]", /no object/],
    ["{}", /no width: hidden_size/],
    [JSON.stringify({ ...dense, vocab_size: undefined }), /no vocabulary: vocab_size/],
    [JSON.stringify({ ...dense, model_type: "t5" }), /no decoder/],
    [JSON.stringify({ ...dense, is_encoder_decoder: true }), /no decoder/],
    [JSON.stringify({ ...dense, block_configs: [{}] }), /block_configs/],
    [JSON.stringify({ ...dense, draft_vocab_size: 32000 }), /drafting head/],
    [JSON.stringify({ ...dense, num_key_value_heads: 7 }), /not divisible by 7/],
    [JSON.stringify({ ...dense, head_dim: undefined, hidden_size: 5000 }), /not divisible by 64/],
    [JSON.stringify({ ...dense, num_hidden_layers: -3 }), /num_hidden_layers is -3/],
    [JSON.stringify({ ...dense, intermediate_size: [1, 2] }), /is a list/],
    [JSON.stringify({ ...mixture, num_experts_per_tok: undefined }), /experts that see a token/],
    [JSON.stringify({ ...mixture, num_experts_per_tok: 500 }), /500 of 128/],
    [JSON.stringify({ ...dense, hybrid_layer_pattern: [0, 1] }), /hybrid_layer_pattern of qwen3/],
    [JSON.stringify({ ...dense, linear_attn_config: {} }), /linear_attn_config/],
  ])("that can't be costed is refused in words: %#", (text, reason) => {
    expect(readConfig(text)).toMatchObject({
      kind: "refused",
      reason: expect.stringMatching(reason),
    });
  });

  it("never throws, whatever stands in its fields", () => {
    const value = fc.oneof(fc.jsonValue(), fc.integer(), fc.constantFrom(null, 0, "8", [], {}));
    const fields = { ...latent, ...hybrid.text_config, ...windowed, ...mamba };
    const keys = [
      ...Object.keys(fields),
      "n_shared_experts",
      "moe_layer_freq",
      "layers_block_type",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(dense, mixture, latent, windowed, mamba),
        fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 4 }),
        (base, changed) => {
          const answer = read({ ...base, ...changed });
          if (answer.kind === "refused") expect(answer.reason).not.toBe("");
          else {
            const { all, active } = countParameters(answer.shape);
            expect(Number.isFinite(all) && Number.isFinite(active)).toBe(true);
          }
        },
      ),
    );
  });
});
