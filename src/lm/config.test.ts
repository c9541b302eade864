import { describe, expect, it } from "vitest";
import { parseConfig } from "./config.ts";
import { ModelFileError } from "./errors.ts";
import { json, tinyConfig } from "./fixtures/files.ts";

const parse = (change: object) => parseConfig(json({ ...tinyConfig, ...change }));

function refusal(change: object): ModelFileError {
  try {
    parse(change);
  } catch (error) {
    if (error instanceof ModelFileError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("parseConfig", () => {
  it("reads every field", () => {
    expect(parse({ eos_token_id: [3, 0], rope_theta: 500000 })).toEqual({
      hidden: 8,
      intermediate: 12,
      layers: 2,
      heads: 2,
      kvHeads: 1,
      headDim: 4,
      vocab: 5,
      context: 64,
      normEps: 1e-5,
      ropeTheta: 500000,
      tied: true,
      bos: 0,
      eos: [3, 0],
    });
  });

  // The defaults are those of transformers' LlamaConfig.
  it("fills what is missing with Hugging Face's defaults", () => {
    const { hidden_size, intermediate_size, num_hidden_layers, num_attention_heads, vocab_size } =
      tinyConfig;
    const bare = {
      model_type: "llama",
      ...{ hidden_size, intermediate_size, num_hidden_layers, num_attention_heads, vocab_size },
    };
    expect(parseConfig(json(bare))).toMatchObject({
      kvHeads: 2,
      headDim: 4,
      normEps: 1e-6,
      ropeTheta: 10000,
      tied: false,
      context: 2048,
      bos: 1,
      eos: [2],
    });
  });

  it("reads rope_theta from the newer rope_parameters", () => {
    const rope_parameters = { rope_theta: 1234, rope_type: "default" };
    expect(parse({ rope_theta: undefined, rope_parameters }).ropeTheta).toBe(1234);
  });

  it("takes null for the absence of a thing", () => {
    const config = parse({
      bos_token_id: null,
      eos_token_id: null,
      rope_scaling: null,
      head_dim: null,
    });
    expect(config).toMatchObject({ bos: null, eos: [], headDim: 4 });
  });

  it.each<[string, object, string]>([
    ["architecture", { architectures: ["MistralForCausalLM"] }, '"MistralForCausalLM"'],
    ["model_type", { architectures: undefined, model_type: "gpt2" }, '"gpt2"'],
    ["attention_bias", { attention_bias: true }, "attention_bias"],
    ["mlp_bias", { mlp_bias: true }, "mlp_bias"],
    ["hidden_act", { hidden_act: "gelu" }, '"gelu"'],
    ["quantization_config", { quantization_config: { bits: 4 } }, "quantization_config"],
    ["sliding_window", { sliding_window: 4096 }, "sliding_window"],
    ["rope_scaling", { rope_scaling: { rope_type: "llama3", factor: 8 } }, '"llama3"'],
    ["older rope_scaling", { rope_scaling: { type: "linear", factor: 2 } }, '"linear"'],
    ["rope_parameters", { rope_parameters: { rope_type: "yarn", rope_theta: 1e4 } }, '"yarn"'],
    ["partial_rotary_factor", { partial_rotary_factor: 0.5 }, "partial_rotary_factor"],
  ])("refuses another %s by name", (_, change, named) => {
    expect(refusal(change).code).toBe("unsupported");
    expect(refusal(change).message).toContain(named);
  });

  it.each<[string, unknown]>([
    ["hidden_size", undefined],
    ["hidden_size", 0],
    ["hidden_size", 2.5],
    ["hidden_size", "8"],
    ["hidden_size", 1e300],
    ["num_hidden_layers", -1],
    ["num_key_value_heads", 3],
    ["head_dim", 3],
    ["vocab_size", 2 ** 40],
    ["rms_norm_eps", 0],
    ["rope_theta", -1],
    ["tie_word_embeddings", "yes"],
    ["eos_token_id", 5],
    ["eos_token_id", [0, "1"]],
    ["bos_token_id", -1],
  ])("refuses %s = %j and names it", (field, value) => {
    expect(refusal({ [field]: value }).code).toBe("config");
    expect(refusal({ [field]: value }).message).toContain(field);
  });

  it.each(["", "null", "[]", '{"a"', "\u0000"])("refuses %j as a file", (text) => {
    expect(() => parseConfig(new TextEncoder().encode(text))).toThrow(ModelFileError);
  });

  it("refuses a file of two megabytes", () => {
    expect(() => parseConfig(new Uint8Array(2_000_000))).toThrow(/2,000,000 bytes/);
  });
});
