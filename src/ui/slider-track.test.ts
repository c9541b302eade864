import { expect, it } from "vitest";
import {
  fineStep,
  fraction,
  fromTrack,
  placeTicks,
  pointed,
  stepped,
  toTrack,
} from "./slider-track.ts";

const size = { scale: "log", min: 1e6, max: 1e14 } as const;
const rate = { scale: "linear", min: 0, max: 0.9999 } as const;
const count = { scale: "linear", min: 0, max: 64, step: 1 } as const;

it("goes to the track and back", () => {
  for (const v of [1e6, 7e10, 1e14]) expect(fromTrack(size, toTrack(size, v))).toBeCloseTo(v, -3);
  expect(fraction(size, 1e10)).toBeCloseTo(0.5, 12);
  expect(fraction(rate, 0.9999)).toBe(1);
});

it("moves more finely than a pixel", () => {
  expect(fineStep(size)).toBe(0.001);
  expect(fineStep(rate)).toBeLessThan(0.9999 / 2000);
});

it("snaps within one hundredth of the track, else rounds to three digits", () => {
  expect(pointed(size, Math.log10(7.1e10), [7e10])).toBe(7e10);
  expect(pointed(size, Math.log10(9.1234e10), [7e10])).toBe(9.12e10);
  expect(pointed(size, Math.log10(7.1e10), [7e10, 7.1e10])).toBe(7.1e10);
  expect(pointed(count, 9.6, [])).toBe(10);
});

it("stays inside its ends and ignores snaps outside", () => {
  expect(pointed(rate, 2, [])).toBe(0.9999);
  expect(pointed({ scale: "log", min: 1e6, max: 2e6 }, 6, [9e5])).toBe(1e6);
});

it("steps evenly on the log scale, and by the step on a linear one", () => {
  expect(stepped(size, 1e10, 1) / 1e10).toBeCloseTo(10 ** (8 / 400), 2);
  expect(stepped(size, stepped(size, 7e10, 1), -1)).toBeCloseTo(7e10, -9);
  expect(stepped(count, 4, 1)).toBe(5);
  expect(stepped(count, 60, 10)).toBe(64);
  expect(stepped(size, 1e6, -1)).toBe(1e6);
});

it("always moves, even where the even step is lost in rounding", () => {
  const narrow = { scale: "log", min: 1e6, max: 1.01e6 } as const;
  expect(stepped(narrow, 1e6, 1)).toBe(1.01e6);
  expect(stepped({ scale: "log", min: 1, max: 4096, step: 1 }, 1, 1)).toBe(2);
});

it("leaves out labels that would touch", () => {
  const ticks = [1e6, 1.2e6, 1e10, 1e14].map((value) => ({ value, text: "xxxx" }));
  expect(placeTicks(size, ticks, 300, 7, 9).map((t) => t.labelled)).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(placeTicks(size, [{ value: 1, text: "x" }], 300, 7, 9)).toEqual([]);
});

it("pulls the ends' labels inwards", () => {
  const ticks = [1e6, 1e10, 1e14].map((value) => ({ value, text: "long text" }));
  expect(placeTicks(size, ticks, 400, 7, 9).map((t) => t.shift)).toEqual([22.5, 0, -22.5]);
});
