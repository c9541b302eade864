import { describe, expect, it } from "vitest";
import { chiSquare, chiSquareTail } from "./fixtures/chi-square.ts";
import { Stream, threefry2x32, uniform } from "./rng.ts";

describe("threefry2x32", () => {
  // tests/kat_vectors of Random123 1.09 (D. E. Shaw Research), "threefry2x32 20"
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ])("of key %j and counter %j is the published %j", ([k0, k1], [c0, c1], expected) => {
    expect(threefry2x32(k0, k1, c0, c1)).toEqual(expected);
  });
});

describe("uniform", () => {
  it("is the upper 24 bits of the first word, so that float32 holds it exactly", () => {
    expect(uniform(0, Stream.target, 0)).toBe(0x6b2001 / 2 ** 24);
    for (let i = 0; i < 1000; i++) {
      const u = uniform(7, Stream.accept, i);
      expect(Math.fround(u)).toBe(u);
      expect(u).toBeGreaterThanOrEqual(0);
      expect(u).toBeLessThan(1);
    }
  });

  it("differs between seeds, streams and positions", () => {
    const seen = new Set<number>();
    for (const seed of [0, 1, 2 ** 32 - 1])
      for (const stream of Object.values(Stream))
        for (const position of [0, 1, 511]) seen.add(uniform(seed, stream, position));
    expect(seen.size).toBe(3 * 5 * 3);
  });

  // One position over many seeds is what the χ² tests of decoding use.
  it.each(["positions", "seeds"])("fills 64 bins evenly over %s", (over) => {
    const bins = new Array(64).fill(0);
    for (let i = 0; i < 64_000; i++) {
      bins[Math.floor(64 * uniform(over === "seeds" ? i : 3, 1, over === "seeds" ? 3 : i))]++;
    }
    const p = chiSquareTail(chiSquare(bins, new Array(64).fill(1000)), 63);
    expect(p).toBeGreaterThan(1e-3);
  });
});
