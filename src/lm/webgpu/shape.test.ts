import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitted, readShapes, type Shape, type Shapes, usesQuads, withoutQuads } from "./shape.ts";

const shape: Shape = { layout: "tile", storage: "f16", quad: true, width: 16, split: 1 };
const shapes: Shapes = {
  one: shape,
  many: { ...shape, layout: "column", width: 4 },
  attention: { quad: true, slices: 4, rows: 8 },
  sampling: 64,
  solo: 0,
};

describe("shapes that were kept", () => {
  it("come back as they were", () => {
    expect(readShapes(JSON.parse(JSON.stringify(shapes)))).toEqual(shapes);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["another layout", { ...shapes, one: { ...shape, layout: "rows" } }],
    ["two splits", { ...shapes, many: { ...shape, split: 4 } }],
    ["a workgroup too large", { ...shapes, one: { ...shape, width: 512 } }],
    ["attention too large", { ...shapes, attention: { quad: true, slices: 128, rows: 1 } }],
    ["no attention", { ...shapes, attention: undefined }],
    ["half a slice", { ...shapes, attention: { ...shapes.attention, slices: 0.5 } }],
    ["nobody to sample", { ...shapes, sampling: 0 }],
  ])("are measured again where there is %s", (_, kept) => {
    expect(readShapes(kept)).toBe(null);
  });

  it("can be anything without harm", () => {
    fc.assert(fc.property(fc.jsonValue(), (kept) => readShapes(kept) === null));
  });
});

describe("shapes without quads", () => {
  it("exchange nothing within a subgroup, and can be kept", () => {
    const plain = withoutQuads(shapes);
    expect([usesQuads(shapes), usesQuads(plain)]).toEqual([true, false]);
    expect(readShapes(plain)).toEqual(plain);
    expect(withoutQuads(plain)).toEqual(plain);
  });
});

describe("a shape that has to fit a device", () => {
  it("loses threads side by side and nothing else, and no more than it must", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(4, 8, 16, 64, 256),
        fc.constantFrom(1, 4, 8, 16),
        fc.constantFrom(1, 8),
        fc.constantFrom(128, 256, 1024),
        fc.constantFrom(16_384, 32_768),
        (width, split, rows, threads, storage) => {
          const limits = {
            maxComputeInvocationsPerWorkgroup: threads,
            maxComputeWorkgroupSizeX: threads,
            maxComputeWorkgroupStorageSize: storage,
          };
          const fits = (w: number) =>
            w * split <= Math.min(threads, 256) &&
            (split === 1 || w * split * rows * 16 <= storage);
          const found = fitted({ ...shape, width, split }, rows, limits);
          expect(found).toEqual({ ...shape, split, width: found.width });
          expect(fits(found.width)).toBe(true);
          expect(found.width === width || !fits(2 * found.width)).toBe(true);
        },
      ),
    );
  });
});
