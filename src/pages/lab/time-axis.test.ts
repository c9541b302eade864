import fc from "fast-check";
import { expect, it } from "vitest";
import { makeScale } from "../../charts/scales.ts";
import { axisTicks } from "../../charts/ticks.ts";
import { timeFormat } from "./time-axis.ts";

it("no tick of the time axis repeats another, whatever the length, zoom and place", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 5, noNaN: true }),
      fc.integer({ min: 0, max: 8 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 200, max: 1400 }),
      (magnitude, zoom, place, width) => {
        const duration = 10 ** magnitude;
        const span = duration / 2 ** zoom;
        const from = place * (duration - span);
        const to = from + span;
        const domain = [from, to] as const;
        const spec = { kind: "linear" as const, domain, label: "", format: timeFormat(from, to) };
        const texts = axisTicks(spec, makeScale(spec, [0, width]), "x").map(({ text }) => text);
        expect(texts.length).toBeGreaterThan(0);
        expect(new Set(texts).size).toBe(texts.length);
      },
    ),
    { numRuns: 500 },
  );
});

it.each([
  [0, 0.5, 0.25, "250 µs"],
  [0, 80, 20, "20 ms"],
  [1230, 1236, 1234.5, "1.2345 s"],
  [0, 12_000, 4000, "4 s"],
])("from %d to %d ms, %d is %s", (low, high, time, text) => {
  expect(timeFormat(low, high)(time)).toBe(text);
});
