import fc from "fast-check";
import { expect, it } from "vitest";
import { results } from "../../scenario/fixtures/scenarios.ts";
import { axisEnd, isFound, nearest, rowsOf } from "./summary.ts";

const boards = fc.array(results, { minLength: 1, maxLength: 40 }).map(rowsOf);

it("shows nine tenths of all speedups, whatever the others are", () => {
  fc.assert(
    fc.property(boards, (rows) => {
      const end = axisEnd(rows);
      const all = rows.flatMap(({ sdsl, calibrated, result }) => [
        sdsl,
        calibrated,
        result.speedup,
      ]);
      const inside = all.filter((value) => value <= end).length;
      expect(inside / all.length).toBeGreaterThan(0.85);
      expect(end).toBeLessThanOrEqual(Math.max(1.5, 1.08 * Math.max(...all) + 0.25));
    }),
  );
});

it("finds the result under the pointer, in both directions", () => {
  fc.assert(
    fc.property(boards, fc.nat(), (rows, i) => {
      const row = rows[i % rows.length];
      const found = nearest(rows, row.calibrated, row.result.speedup);
      expect([found.calibrated, found.result.speedup]).toEqual([
        row.calibrated,
        row.result.speedup,
      ]);
    }),
  );
});

it("finds a device by a part of its name, and none by nothing", () => {
  const [row] = fc.sample(boards, { numRuns: 1, seed: 3 })[0] ?? [];
  const named = { ...row, result: { ...row.result, device: "Zoë's Laptop" } };
  expect(isFound(named, " laptop")).toBe(true);
  expect(isFound(named, "phone")).toBe(false);
  expect(isFound(named, "  ")).toBe(false);
});
