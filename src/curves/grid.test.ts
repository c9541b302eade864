import fc from "fast-check";
import { expect, it } from "vitest";
import { linearGrid, logGrid } from "./grid.ts";

it("grids have exact ends and rise between them", () => {
  const size = fc.double({ min: 1e3, max: 1e14, noNaN: true });
  fc.assert(
    fc.property(size, size, fc.integer({ min: 2, max: 400 }), (a, b, count) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b) * 1.01];
      for (const grid of [linearGrid(from, to, count), logGrid(from, to, count)]) {
        expect(grid).toHaveLength(count);
        expect([grid[0], grid[count - 1]]).toEqual([from, to]);
        for (let i = 1; i < count; i++) expect(grid[i]).toBeGreaterThan(grid[i - 1] ?? 0);
      }
    }),
  );
});
