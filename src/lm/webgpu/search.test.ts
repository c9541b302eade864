import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchAttention, searchProducts } from "./search.ts";
import { type AttentionShape, type Limits, type Shape, shapeName } from "./shape.ts";

const limits: Limits = {
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupStorageSize: 16_384,
};
const place = { limits, software: false };
const start: Shape = { layout: "tile", storage: "f32", quad: true, width: 4, split: 1 };
const from = { one: start, many: start };
const always = () => true;

/** A device on which a shape takes what `cost` says, within `noise` of it. */
const device =
  (cost: (shape: Shape, pass: "one" | "many") => number, noise = 0) =>
  async (shape: Shape, pass: "one" | "many") => ({ time: cost(shape, pass), noise });

describe("the search for a product's shape", () => {
  it("finds workgroups of up to 256 threads", async () => {
    const wide = device(({ width, split }) => 1 / (width * split));
    const { one } = await searchProducts(from, place, wide, always);
    expect(one.width * one.split).toBe(256);
    const parts = device(
      ({ width, split, storage }) => 1 / split + 0.1 / width + (storage === "f16" ? 0 : 1),
    );
    const found = await searchProducts(from, place, parts, always);
    expect([found.one, found.many]).toMatchObject([
      { width: 16, split: 16, storage: "f16" },
      { width: 8, split: 16, storage: "f16" },
    ]);
  });

  it("keeps to the limits, with one split for both, and never ends with something slower", async () => {
    const seconds = fc.double({ min: 0.1, max: 10, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.func(seconds),
        fc.constantFrom(128, 256),
        fc.constantFrom(16_384, 32_768),
        fc.nat(12),
        fc.boolean(),
        async (cost, threads, storage, tries, software) => {
          const own: Limits = {
            maxComputeInvocationsPerWorkgroup: threads,
            maxComputeWorkgroupSizeX: threads,
            maxComputeWorkgroupStorageSize: storage,
          };
          const of = (shape: Shape, pass: string) => cost(shapeName(shape), pass);
          let left = tries;
          const { one, many } = await searchProducts(
            from,
            { limits: own, software },
            device((shape, pass) => {
              const rows = pass === "one" ? 1 : 8;
              expect(shape.width * shape.split).toBeLessThanOrEqual(threads);
              if (software) expect(shape.split).toBe(1);
              if (shape.split > 1)
                expect(shape.width * shape.split * rows * 16).toBeLessThanOrEqual(storage);
              return of(shape, pass);
            }),
            () => left-- > 0,
          );
          expect(one.split).toBe(many.split);
          expect(of(one, "one") + of(many, "many")).toBeLessThanOrEqual(
            of(start, "one") + of(start, "many"),
          );
        },
      ),
    );
  });

  it("stays where it began when all shapes are alike and something slows the device for a while", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(30),
        fc.nat(30),
        fc.double({ min: 1, max: 100, noNaN: true }),
        async (begins, lasts, slower) => {
          let measured = 0;
          const measure = async () => {
            const slow = measured >= begins && measured < begins + lasts;
            measured++;
            return { time: slow ? slower : 1, noise: 0 };
          };
          expect(await searchProducts(from, place, measure, always)).toEqual(from);
          measured = 0;
          const attention: AttentionShape = { quad: true, slices: 16, rows: 1 };
          expect(await searchAttention(attention, place, measure, always)).toEqual(attention);
        },
      ),
    );
  });

  it("stays where it began when noise explains every difference, or no time is left", async () => {
    const cost = ({ width }: Shape) => 1 + 1 / width;
    expect(await searchProducts(from, place, device(cost, 1), always)).toEqual(from);
    expect(await searchProducts(from, place, device(cost), () => false)).toEqual(from);
  });
});

describe("the search for attention's shape", () => {
  it("finds the fastest slices and rows of a device that has one", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 4, 16, 64),
        fc.constantFrom(1, 8),
        fc.boolean(),
        async (slices, rows, quad) => {
          const began: AttentionShape = { quad, slices: 1, rows: 8 };
          const cost = (shape: AttentionShape) =>
            1 + Math.abs(Math.log(shape.slices / slices)) + Math.abs(shape.rows - rows);
          const measure = async (shape: AttentionShape) => ({ time: cost(shape), noise: 0 });
          expect(await searchAttention(began, place, measure, always)).toEqual({
            quad,
            slices,
            rows,
          });
        },
      ),
    );
  });
});
