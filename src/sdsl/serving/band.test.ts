import { expect, it } from "vitest";
import { drawRates, speedupBand } from "./band.ts";
import { llamas } from "./fixtures.ts";
import { lookaheadPoints } from "./lookahead.ts";
import { fallingRates } from "./positions.ts";
import { verificationCurve } from "./verification-curve.ts";

const none = { pass: 0, verification: 0, own: 0 };
const pairing = { ...llamas, draftOverheadSeconds: 0.005 };
const sure = drawRates(() => fallingRates(0.7));
const width = ({ low, high }: { low: number; high: number }) => high - low;

it("is the speedup itself where nothing is unsure", () => {
  const { low, high } = speedupBand(pairing, 3, sure, none);
  const speedup = lookaheadPoints(pairing, fallingRates(0.7), 3)[3]?.speedup ?? 0;
  expect(low).toBeCloseTo(speedup, 12);
  expect(high).toBeCloseTo(speedup, 12);
});

it("widens with each thing that is unsure, and with all of them most", () => {
  const unsure = drawRates((z) => fallingRates(Math.min(0.99, 0.7 + 0.03 * z)));
  const each = [
    speedupBand(pairing, 3, unsure, none),
    speedupBand(pairing, 3, sure, { ...none, pass: 0.1 }),
    speedupBand(pairing, 3, sure, { ...none, own: 0.7 }),
  ];
  for (const band of each) expect(width(band)).toBeGreaterThan(0.01);
  const all = speedupBand(pairing, 3, unsure, { pass: 0.1, verification: 0.3, own: 0.7 });
  expect(width(all)).toBeGreaterThan(Math.max(...each.map(width)));
});

it("holds 95% of what it draws: acceptance alone gives the ends of its own interval", () => {
  const unsure = drawRates((z) => fallingRates(0.7 + 0.02 * z));
  const { low, high } = speedupBand(llamas, 3, unsure, none);
  const at = (alpha: number) => lookaheadPoints(llamas, fallingRates(alpha), 3)[3]?.speedup ?? 0;
  expect(low).toBeCloseTo(at(0.7 - 1.96 * 0.02), 1);
  expect(high).toBeCloseTo(at(0.7 + 1.96 * 0.02), 1);
});

it("lets speculating cost nothing at best, and not less", () => {
  const { high } = speedupBand(pairing, 3, sure, { ...none, own: 1 });
  const free = { ...pairing, draftOverheadSeconds: 0 };
  expect(high).toBeCloseTo(lookaheadPoints(free, fallingRates(0.7), 3)[3]?.speedup ?? 0, 12);
});

it("does not draw what was measured", () => {
  const verification = verificationCurve([
    { k: 1, seconds: 0.015 },
    { k: 8, seconds: 0.02 },
  ]);
  const measured = { ...llamas, measured: { verification, draftSeconds: 0.001 } };
  expect(width(speedupBand(measured, 3, sure, { pass: 0.3, verification: 0.3, own: 0.7 }))).toBe(0);
});
