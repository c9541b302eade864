import { compare, type Difference } from "./compare.ts";
import { halves, norms, randomInt, randoms, run, tensor } from "./kernel.ts";

/** The embedding of random tokens, from either storage. */
export async function embed(): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const half of [false, true]) {
    const [vocab, hidden, T] = [50, 4 * randomInt(1, 40), 5];
    const table = halves(vocab * hidden);
    const gain = randoms(hidden);
    const tokens = Array.from({ length: 9 }, () => randomInt(0, vocab - 1));
    const { stride, constants } = norms(T, hidden);
    const stored = tensor(table, [vocab, hidden], half).bytes;
    const out = await run(
      "embed",
      { H4: hidden / 4, SS4: constants.SS4, HALF: half, VOCAB: vocab, CONTEXT: 64 },
      [new Uint32Array(stored.slice().buffer), gain, T * hidden, T * hidden, T * stride],
      [Math.ceil(hidden / 256), T],
      { tokens, start: 3 },
    );
    const stream = Float32Array.from(
      { length: T * hidden },
      (_, i) => table[tokens[3 + Math.floor(i / hidden)] * hidden + (i % hidden)],
    );
    const name = (i: number) => `[${Math.floor(i / hidden)}, ${i % hidden}]`;
    found.push(compare(out[2], stream, 0, name));
    found.push(
      compare(
        out[3],
        stream.map((v, i) => v * gain[i % hidden]),
        1e-6,
        name,
      ),
    );
  }
  return found;
}
