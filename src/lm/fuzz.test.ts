import { describe, expect, it } from "vitest";
import { CpuSession } from "./cpu/engine.ts";
import { ModelFileError } from "./errors.ts";
import { tinyFiles } from "./fixtures/files.ts";
import { loadModel, type ModelFiles } from "./model.ts";
import { Stream, uniform } from "./rng.ts";

/** A stream of whole numbers below a limit, the same for the same seed. */
function dice(seed: number): (limit: number) => number {
  let counter = 0;
  return (limit) => Math.floor(uniform(seed, Stream.sample, counter++) * limit);
}

const text = new TextDecoder();
const bytes = (s: string) => new TextEncoder().encode(s);

/** Values that hurt readers: huge, negative, fractional, of the wrong kind, with a name of their own. */
const hostile = [
  "0",
  "-1",
  "1e308",
  "0.5",
  "4294967296",
  "9007199254740993",
  "null",
  "true",
  '""',
  '"__proto__"',
  "[]",
  "{}",
  "[[[[]]]]",
  '{"__proto__":{"polluted":1}}',
  `"${"x".repeat(10_000)}"`,
  `[${"9,".repeat(2000)}9]`,
  "[".repeat(20_000),
];

const mutations: ((file: Uint8Array, roll: (limit: number) => number) => Uint8Array)[] = [
  // Truncated.
  (file, roll) => file.slice(0, roll(file.length)),
  // One to eight bytes changed.
  (file, roll) => {
    const copy = file.slice();
    for (let n = 1 + roll(8); n > 0; n--) copy[roll(copy.length)] = roll(256);
    return copy;
  },
  // The first bytes changed: lengths and the header's beginning.
  (file, roll) => {
    const copy = file.slice();
    for (let n = 1 + roll(4); n > 0; n--) copy[roll(Math.min(12, copy.length))] = roll(256);
    return copy;
  },
  // A stretch taken out, or put in again elsewhere.
  (file, roll) => {
    const from = roll(file.length);
    const to = Math.min(file.length, from + 1 + roll(200));
    const rest = Uint8Array.from([...file.slice(0, from), ...file.slice(to)]);
    if (roll(2) === 0) return rest;
    const at = roll(rest.length + 1);
    return Uint8Array.from([...rest.slice(0, at), ...file.slice(from, to), ...rest.slice(at)]);
  },
  // A number, string or word of the JSON replaced by something hostile.
  (file, roll) => replaceValue(file, roll, hostile[roll(hostile.length)]),
  // A number of the JSON replaced by a near one: consistent in form, wrong in content.
  (file, roll) => replaceValue(file, roll, String(roll(40))),
  // Oversized: the file with a long tail.
  (file, roll) => Uint8Array.from([...file, ...new Uint8Array(1 + roll(5000))]),
];

/** Replaces a value of a JSON file, or of a safetensors header with its length kept right. */
function replaceValue(
  file: Uint8Array,
  roll: (limit: number) => number,
  value: string,
): Uint8Array {
  const framed = file[0] !== 0x7b;
  const end = framed
    ? 8 + new DataView(file.buffer, file.byteOffset).getUint32(0, true)
    : file.length;
  const json = text.decode(file.subarray(framed ? 8 : 0, end));
  const values = [...json.matchAll(/(?<=[:[,])("[^"]*"|-?[\d.e+-]+|true|false|null)(?=[,\]}])/g)];
  const { index, 0: old } = values[roll(values.length)];
  const changed = bytes(json.slice(0, index) + value + json.slice(index + old.length));
  if (!framed) return changed;
  const length = new Uint8Array(8);
  new DataView(length.buffer).setUint32(0, changed.length, true);
  return Uint8Array.from([...length, ...changed, ...file.subarray(end)]);
}

describe("1,000 mutations of each file", () => {
  const random = dice(0);
  const change = { tie_word_embeddings: false, max_position_embeddings: 32 };
  const good = tinyFiles(change, () => random(1 << 20) / (1 << 20));

  it.each(["config", "safetensors", "tokenizer"] as const)(
    "%s: a valid model or a typed error, soon and without growth",
    (which) => {
      const outcomes = new Map<string, number>();
      let slowest = 0;
      for (let seed = 1; seed <= 1000; seed++) {
        const roll = dice(seed);
        const mutated = mutations[seed % mutations.length](good[which], roll);
        const files: ModelFiles = { ...good, [which]: mutated };
        const start = performance.now();
        const outcome = attempt(files);
        slowest = Math.max(slowest, performance.now() - start);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      // A second is a thousand times what the good files take, and still no hang on a busy machine.
      expect(slowest).toBeLessThan(1000);
      expect(outcomes.get("valid") ?? 0).toBeLessThan(900);
      expect(outcomes.size).toBeGreaterThan(3);
      expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    },
  );

  it("20 MB of brackets for a header take no more memory than a few times that", () => {
    const size = 20_000_000;
    const file = new Uint8Array(8 + size).fill(0x5b);
    new DataView(file.buffer).setBigUint64(0, BigInt(size), true);
    file[8] = 0x7b;
    const before = process.memoryUsage().rss;
    expect(attempt({ ...good, safetensors: file })).toBe("format");
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * size);
  });
});

/** "valid", or the code of the typed error. Anything else that is thrown fails the test. */
function attempt(files: ModelFiles): string {
  try {
    const model = loadModel("fuzzed", files);
    // What loads must also run: a text in, a pass, a text out.
    const ids = model.tokenizer.encode("abc<|endoftext|>");
    const session = new CpuSession(model, { context: Math.min(8, model.config.context) });
    session.passNow(ids.slice(0, session.context).concat(ids.length === 0 ? [0] : []), 0);
    model.tokenizer.decode([0, 1, 2]);
    return "valid";
  } catch (error) {
    if (error instanceof ModelFileError) {
      expect(error.message.length).toBeLessThan(1000);
      return error.code;
    }
    throw error;
  }
}

it("the unchanged files load", () => {
  const random = dice(0);
  expect(attempt(tinyFiles({}, () => random(1 << 20) / (1 << 20)))).toBe("valid");
});
