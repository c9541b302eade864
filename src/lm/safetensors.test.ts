import { describe, expect, it } from "vitest";
import { ModelFileError } from "./errors.ts";
import { withHeader, writeSafetensors } from "./fixtures/files.ts";
import { parseSafetensors } from "./safetensors.ts";

const bytes = (n: number) => Uint8Array.from({ length: n }, (_, i) => i);
const header = (entries: object, data = 0) => withHeader(JSON.stringify(entries), [bytes(data)]);
const f32 = (shape: unknown, ...data_offsets: unknown[]) => ({ dtype: "F32", shape, data_offsets });

/** The code and message of what `run` throws. */
function refusal(file: Uint8Array): [string, string] {
  try {
    parseSafetensors(file);
  } catch (error) {
    if (error instanceof ModelFileError) return [error.code, error.message];
    throw error;
  }
  throw new Error("accepted");
}

describe("parseSafetensors", () => {
  it("reads tensors in place", () => {
    const file = writeSafetensors({
      b: { dtype: "F32", shape: [1, 2], bytes: new Uint8Array(Float32Array.of(1, 2).buffer) },
      a: { dtype: "I8", shape: [], bytes: Uint8Array.of(3) },
    });
    const tensors = parseSafetensors(file);
    expect([...tensors.keys()]).toEqual(["b", "a"]);
    expect(tensors.get("b")).toMatchObject({ dtype: "F32", shape: [1, 2] });
    expect(tensors.get("a")?.bytes).toEqual(Uint8Array.of(3));
    expect(tensors.get("a")?.bytes.buffer).toBe(file.buffer);
  });

  it("reads headers padded with spaces, empty tensors and a file without tensors", () => {
    expect(parseSafetensors(withHeader("{}    ")).size).toBe(0);
    expect(parseSafetensors(header({ e: f32([0, 7], 0, 0) })).get("e")?.bytes.length).toBe(0);
  });

  it("treats names like __proto__ as names", () => {
    const file = withHeader('{"__proto__":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}', [
      bytes(2),
    ]);
    expect(parseSafetensors(file).get("__proto__")?.bytes).toEqual(bytes(2));
    expect(Object.hasOwn(Object.prototype, "dtype")).toBe(false);
  });

  it("reads a header with megabytes of text in it", () => {
    for (const char of ["x", "\\", '"', "{"]) {
      const header = JSON.stringify({ __metadata__: { text: char.repeat(5_000_000) } });
      expect(parseSafetensors(withHeader(header)).size).toBe(0);
    }
  });

  it("says how much of a file is missing", () => {
    expect(refusal(header({ a: f32([300], 0, 1200) }, 1000))).toEqual([
      "truncated",
      "model.safetensors stops early: its header lists 1,200 bytes of tensors, the file holds 1,000. Download it again.",
    ]);
  });

  const huge = new Uint8Array(16);
  new DataView(huge.buffer).setBigUint64(0, 2n ** 63n, true);
  const long = new Uint8Array(16);
  long[0] = 200;

  it.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(0), "truncated"],
    ["seven bytes", bytes(7), "truncated"],
    ["a header longer than the format allows", huge, "too-large"],
    ["a header longer than the file", long, "truncated"],
    ["no header at all", new Uint8Array(8), "format"],
    ["a header that is an array", withHeader("[]"), "format"],
    ["a header that isn't JSON", withHeader('{"a":'), "format"],
    ["a header that isn't UTF-8", join8(Uint8Array.of(0x7b, 0xff, 0x7d)), "format"],
    ["metadata that isn't text", header({ __metadata__: { a: 1 } }), "format"],
    ["a tensor that is a number", header({ a: 1 }), "format"],
    [
      "an unknown type",
      header({ a: { dtype: "F17", shape: [], data_offsets: [0, 4] } }, 4),
      "format",
    ],
    [
      "a type from Object's prototype",
      header({ a: { dtype: "toString", shape: [], data_offsets: [0, 0] } }),
      "format",
    ],
    ["no shape", header({ a: f32(undefined, 0, 4) }, 4), "format"],
    ["a negative dimension", header({ a: f32([-1], 0, 4) }, 4), "format"],
    ["a fractional dimension", header({ a: f32([0.5, 2], 0, 4) }, 4), "format"],
    ["three offsets", header({ a: f32([1], 0, 4, 8) }, 4), "format"],
    ["offsets that are strings", header({ a: f32([1], "0", "4") }, 4), "format"],
    ["a length that isn't shape × type", header({ a: f32([2], 0, 4) }, 4), "offsets"],
    [
      "a shape whose product overflows",
      header({ a: f32([2 ** 52, 2 ** 52, 2 ** 52], 0, 4) }, 4),
      "offsets",
    ],
    ["offsets backwards", header({ a: f32([1], 4, 0) }, 4), "offsets"],
    ["overlapping tensors", header({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, 8), "offsets"],
    ["the same place twice", header({ a: f32([1], 0, 4), b: f32([1], 0, 4) }, 4), "offsets"],
    ["a hole", header({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12), "offsets"],
    ["a hole at the start", header({ a: f32([1], 4, 8) }, 8), "offsets"],
    ["bytes after the last tensor", header({ a: f32([1], 0, 4) }, 5), "offsets"],
    ["offsets beyond the file", header({ a: f32([2 ** 40], 0, 2 ** 42) }, 4), "truncated"],
    [
      "a name twice",
      withHeader(
        '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\\u0061":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}',
        [bytes(1)],
      ),
      "format",
    ],
    [
      "a field twice",
      withHeader('{"a":{"dtype":"U8","dtype":"I8","shape":[1],"data_offsets":[0,1]}}', [bytes(1)]),
      "format",
    ],
  ])("refuses %s", (_, file, code) => {
    expect(refusal(file)[0]).toBe(code);
  });

  it("doesn't take a brace or a key inside a string for structure", () => {
    const name = 'x":{"a":1},"a';
    const file = header({ [name]: f32([1], 0, 4), a: f32([0], 4, 4), __metadata__: { a: "}" } }, 4);
    expect([...parseSafetensors(file).keys()]).toEqual([name, "a"]);
  });
});

function join8(head: Uint8Array): Uint8Array {
  const file = new Uint8Array(8 + head.length);
  file[0] = head.length;
  file.set(head, 8);
  return file;
}
