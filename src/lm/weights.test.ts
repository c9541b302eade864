import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "./config.ts";
import { ModelFileError } from "./errors.ts";
import { json, tensorShapes, tinyConfig } from "./fixtures/files.ts";
import type { Tensor } from "./safetensors.ts";
import { countParameters, llamaWeights, mapWeights } from "./weights.ts";

const untied = { ...tinyConfig, tie_word_embeddings: false };

function tensors(config = tinyConfig, change: Record<string, Partial<Tensor> | null> = {}) {
  const map = new Map<string, Tensor>();
  for (const [name, shape] of tensorShapes(config)) {
    const changed = change[name];
    if (changed === null) continue;
    const bytes = new Uint8Array(4 * shape.reduce((a, b) => a * b, 1));
    map.set(name, { name, dtype: "F32", shape, bytes, ...changed });
  }
  return map;
}

function refusal(change: Record<string, Partial<Tensor> | null>): ModelFileError {
  try {
    llamaWeights(tensors(tinyConfig, change), parseConfig(json(tinyConfig)));
  } catch (error) {
    if (error instanceof ModelFileError) return error;
    throw error;
  }
  throw new Error("accepted");
}

describe("llamaWeights", () => {
  it("uses the embedding as a tied head, and the file's own as an untied one", () => {
    const tied = llamaWeights(tensors(), parseConfig(json(tinyConfig)));
    expect(tied.head).toBe(tied.embedding);
    const own = llamaWeights(tensors(untied), parseConfig(json(untied)));
    expect(own.head.name).toBe("lm_head.weight");
    expect(own.layers).toHaveLength(2);
    expect(own.layers[1].down.name).toBe("model.layers.1.mlp.down_proj.weight");
  });

  it("names both shapes when they differ", () => {
    const error = refusal({ "model.layers.1.mlp.up_proj.weight": { shape: [12, 9] } });
    expect(error.code).toBe("shape");
    expect(error.message).toContain(
      "model.layers.1.mlp.up_proj.weight is [12, 9], the config needs [12, 8]",
    );
  });

  it("names a missing tensor", () => {
    const error = refusal({ "model.norm.weight": null });
    expect(error.code).toBe("missing-tensor");
    expect(error.message).toContain("model.norm.weight");
  });

  it("refuses integer weights and biases by name", () => {
    expect(refusal({ "model.norm.weight": { dtype: "I8" } }).code).toBe("dtype");
    const map = tensors();
    const bias = "model.layers.0.self_attn.q_proj.bias";
    map.set(bias, { name: bias, dtype: "F32", shape: [8], bytes: new Uint8Array(32) });
    expect(() => llamaWeights(map, parseConfig(json(tinyConfig)))).toThrow(bias);
  });

  it("refuses any other number of layers than the file's, and names both", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (held, said) => {
        const file = tensors({ ...tinyConfig, num_hidden_layers: held });
        const config = parseConfig(json({ ...tinyConfig, num_hidden_layers: said }));
        const load = () => llamaWeights(file, config);
        if (held === said) expect(load).not.toThrow();
        else
          expect(load).toThrow(
            expect.objectContaining({
              code: "layers",
              message: expect.stringMatching(
                `holds ${held} layers?, config.json gives num_hidden_layers as ${said}`,
              ),
            }),
          );
      }),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity])(
    "refuses %d among the weights of any tensor",
    (value) => {
      const names = tensorShapes(tinyConfig);
      fc.assert(
        fc.property(fc.constantFrom(...names), fc.nat(), ([name, shape], at) => {
          const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
          const index = at % values.length;
          values[index] = value;
          const error = refusal({ [name]: { bytes: new Uint8Array(values.buffer) } });
          expect(error.code).toBe("not-finite");
          expect(error.message).toContain(`${name} holds ${value} as its element ${index};`);
        }),
      );
    },
  );

  it("ignores tensors that no Llama computes with", () => {
    const map = tensors();
    const name = "model.layers.0.self_attn.rotary_emb.inv_freq";
    map.set(name, { name, dtype: "F32", shape: [2], bytes: new Uint8Array(8) });
    expect(() => llamaWeights(map, parseConfig(json(tinyConfig)))).not.toThrow();
  });
});

it("countParameters counts what the file holds", () => {
  for (const config of [tinyConfig, untied]) {
    const sizes = tensorShapes(config).map(([, shape]) => shape.reduce((a, b) => a * b, 1));
    const total = sizes.reduce((a, b) => a + b, 0);
    const { params, nonEmbedding } = countParameters(parseConfig(json(config)));
    expect(params).toBe(total);
    expect(nonEmbedding).toBe(total - (config.tie_word_embeddings ? 1 : 2) * 5 * 8);
  }
});

it("mapWeights converts a tied head once", () => {
  const weights = llamaWeights(tensors(), parseConfig(json(tinyConfig)));
  let calls = 0;
  const mapped = mapWeights(weights, () => ({ call: calls++ }));
  expect(mapped.head).toBe(mapped.embedding);
  expect(calls).toBe(tensorShapes(tinyConfig).length);
});
