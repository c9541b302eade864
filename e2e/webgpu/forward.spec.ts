import type { ForwardCase } from "./checks/forward.ts";
import { expectNone } from "./expected.ts";
import { test } from "./harness.ts";

const ours = {
  hidden_size: 64,
  intermediate_size: 128,
  num_hidden_layers: 3,
  num_attention_heads: 2,
  num_key_value_heads: 2,
  head_dim: 32,
  vocab_size: 1024,
  max_position_embeddings: 512,
};

const cases: Record<string, ForwardCase> = {
  "the tiny model of the unit tests": {
    seed: 1,
    change: {},
    dtype: "F32",
    passes: [1, 2, 3, 8, 9, 17],
  },
  "a model of our family": {
    seed: 2,
    change: ours,
    dtype: "F16",
    passes: [7, 1, 5, 1, 64, 100, 3, 72],
  },
};

for (const [name, one] of Object.entries(cases)) {
  test(`logits of ${name} agree with lm/cpu`, async ({ check }) => {
    expectNone(await check("forward", "forward", [one]));
  });
}
