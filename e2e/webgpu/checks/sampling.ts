import { Stream, threefry2x32 } from "../../../src/lm/rng.ts";
import { plain, probabilities, type Sampling } from "../../../src/lm/sampling.ts";
import { recordConstants } from "../../../src/lm/webgpu/record.ts";
import { compare } from "./compare.ts";
import { random, randomInt, run } from "./kernel.ts";

/** Distributions against sampling.ts, on random logits with ties; kept tokens must be the same. */
export async function distributions({ threads }: { threads: number }): Promise<string[]> {
  const wrong: string[] = [];
  const settings: Sampling[] = [
    plain,
    { temperature: 0, topK: 0, topP: 1 },
    { temperature: 0.7, topK: 0, topP: 1 },
    { temperature: 1, topK: 40, topP: 1 },
    { temperature: 1, topK: 1, topP: 1 },
    { temperature: 1, topK: 0, topP: 0.9 },
    { temperature: 1, topK: 0, topP: 0.2 },
    // Not 0.8: of 100 equal masses, the last bit of one decides whether 80 reach it.
    { temperature: 1.5, topK: 100, topP: 0.805 },
    { temperature: 1, topK: 0, topP: 1e-6 },
  ];
  for (const vocab of [5, 64, 1000, 1024, 5003]) {
    const rows = settings.length * 2;
    const width = Math.ceil(vocab / 4) * 4;
    // Every other row has few different values, so that many masses tie.
    const logits = Float32Array.from({ length: rows * width }, (_, i) =>
      Math.floor(i / width) % 2 === 0 ? 4 * random() : randomInt(0, 3) / 2,
    );
    for (const [s, sampling] of settings.entries()) {
      const out = await run(
        "sample",
        {
          VOCAB: vocab,
          V4: width / 4,
          CAP: 1,
          GROUP: threads,
          CHUNK: Math.ceil(vocab / threads),
          PROPOSE: false,
          TARGET: false,
          STREAM_TARGET: Stream.target,
          STREAM_DRAFT: Stream.draft,
          STREAM_ACCEPT: Stream.accept,
          STREAM_RESIDUAL: Stream.residual,
          ...recordConstants(1, 1),
        },
        [logits.slice(2 * s * width, 2 * (s + 1) * width), 3 * vocab, 64],
        [2, 1],
        { tokens: [0], start: 0, sampling },
      );
      for (const row of [0, 1]) {
        const at = (2 * s + row) * width;
        const expected = probabilities(logits.subarray(at, at + vocab), sampling);
        const actual = out[1].subarray((1 + row) * vocab, (2 + row) * vocab);
        const { off, report } = compare(actual, expected, 1e-5);
        const kept = (p: Float32Array) => p.reduce((count, mass) => count + Number(mass > 0), 0);
        if (off > 0 || kept(actual) !== kept(expected)) {
          wrong.push(
            `vocabulary ${vocab}, row ${row}, ${JSON.stringify(sampling)}: keeps ${kept(actual)} of ${kept(expected)}; ${report}`,
          );
        }
      }
    }
  }
  return wrong;
}

/** How many of `count` random numbers have other bits than rng.ts gives. */
export async function threefry(count: number): Promise<number> {
  const inputs = Uint32Array.from({ length: 4 * count }, (_, i) =>
    i < 8 ? (i < 4 ? 0 : 0xffffffff) : threefry2x32(1, 2, i, 3)[0],
  );
  const out = await run("random", {}, [inputs, 2 * count], [Math.ceil(count / 64), 1]);
  const words = new Uint32Array(out[1].buffer, out[1].byteOffset, 2 * count);
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    const [a, b, c, d] = inputs.subarray(4 * i, 4 * i + 4);
    const [x, y] = threefry2x32(a, b, c, d);
    if (words[2 * i] !== x || words[2 * i + 1] !== y) wrong++;
  }
  return wrong;
}
