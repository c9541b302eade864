import {
  type Entry,
  json,
  type TinyConfig,
  tensorShapes,
  tinyConfig,
  tinyTokenizer,
  writeSafetensors,
} from "../../../src/lm/fixtures/files.ts";
import { loadModel, type Model } from "../../../src/lm/model.ts";
import { Stream, uniform } from "../../../src/lm/rng.ts";

/** A model with random weights of a type, scaled so that activations keep their size whatever the
 *  widths are and next tokens are neither certain nor flat. */
export function randomModel(
  seed: number,
  change: Partial<TinyConfig> = {},
  dtype: "F32" | "F16" | "BF16" = "F32",
): Model {
  const config = { ...tinyConfig, ...change };
  let counter = 0;
  const random = () => uniform(seed, Stream.sample, counter++);
  const entries: Record<string, Entry> = {};
  for (const [name, shape] of tensorShapes(config)) {
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
    const spread = name.includes("embed") ? 1 : Math.sqrt(3 / shape[shape.length - 1]);
    for (let i = 0; i < values.length; i++) {
      values[i] = name.includes("norm") ? 0.5 + random() : 2 * spread * (random() - 0.5);
    }
    entries[name] = { dtype, shape, bytes: encode(values, dtype) };
  }
  return loadModel(`random-${seed}`, {
    config: json(config),
    safetensors: writeSafetensors(entries),
    tokenizer: json(lettersFor(config.vocab_size)),
  });
}

/** The tiny tokenizer, with words of two letters where the alphabet ends. */
function lettersFor(vocab: number): object {
  const tokenizer = tinyTokenizer(2) as { model: { vocab: Record<string, number> } };
  tokenizer.model.vocab = Object.fromEntries(
    Array.from({ length: vocab }, (_, id) => [id === 0 ? "<|endoftext|>" : `t${id}`, id]),
  );
  return tokenizer;
}

function encode(values: Float32Array<ArrayBuffer>, dtype: "F32" | "F16" | "BF16"): Uint8Array {
  if (dtype === "F32") return new Uint8Array(values.buffer);
  const bits = new Uint32Array(values.buffer);
  const halves = Uint16Array.from(bits, (word) => {
    if (dtype === "BF16") return word >>> 16;
    // Cut, not rounded; too small for a normal half becomes 0.
    const exponent = ((word >>> 23) & 255) - 112;
    const sign = (word >>> 16) & 0x8000;
    return exponent <= 0 ? sign : sign | (exponent << 10) | ((word >>> 13) & 0x3ff);
  });
  return new Uint8Array(halves.buffer);
}

/** Tokens drawn evenly. */
export const randomTokens = (seed: number, count: number, vocab: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(vocab * uniform(seed, Stream.sample, i)));
