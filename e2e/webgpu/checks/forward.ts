import { CpuSession } from "../../../src/lm/cpu/engine.ts";
import type { TinyConfig } from "../../../src/lm/fixtures/files.ts";
import { createWebGpuEngine } from "../../../src/lm/webgpu/engine.ts";
import type { Shapes } from "../../../src/lm/webgpu/shape.ts";
import { compare, type Difference } from "./compare.ts";
import { randomModel, randomTokens } from "./models.ts";

export interface ForwardCase {
  readonly seed: number;
  readonly change: Partial<TinyConfig>;
  readonly dtype: "F32" | "F16" | "BF16";
  /** The lengths of the passes, one after the other. */
  readonly passes: readonly number[];
  readonly shapes?: Shapes;
}

/** The logits of passes on the GPU against lm/cpu. */
export async function forward(cases: readonly ForwardCase[]): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const { seed, change, dtype, passes, shapes } of cases) {
    const engine = await createWebGpuEngine({ shapes });
    try {
      const model = randomModel(seed, change, dtype);
      const session = await engine.open(model);
      const reference = new CpuSession(model);
      const { vocab } = model.config;
      const tokens = randomTokens(seed, 2048, vocab);
      let position = 0;
      for (const count of passes) {
        const part = tokens.slice(position, position + count);
        const expected = reference.passNow(part, position);
        const actual = await session.pass(part, position);
        const name = (i: number) => `logits[${position + Math.floor(i / vocab)}, ${i % vocab}]`;
        differences.push(compare(actual, expected, 2e-3, name));
        position += count;
      }
    } finally {
      engine.close();
    }
  }
  return differences;
}
