import fc from "fast-check";
import { expect, it } from "vitest";
import { bandPath, linePath } from "./path.ts";
import { makeScale } from "./scales.ts";

const x = makeScale({ kind: "log", domain: [1, 100] }, [0, 200]);
const y = makeScale({ kind: "linear", domain: [0, 1] }, [100, 0]);

it("draws a line", () => {
  expect(linePath(x, y, [1, 10, 100], [0, 0.5, 1])).toBe("M0,100L100,50L200,0");
});

it("breaks where a value cannot be placed", () => {
  expect(linePath(x, y, [1, 10, 0, 10, 100], [0, 0.5, 1, 0.5, 1])).toBe(
    "M0,100L100,50M100,50L200,0",
  );
  expect(linePath(x, y, [1, 10, 100], [0, Number.NaN, 1])).toBe("M0,100ZM200,0Z");
  expect(linePath(x, y, [], [])).toBe("");
});

it("brings the very far just out of sight, and leaves out the infinite", () => {
  expect(linePath(x, y, [1, 10], [0, 1e9])).toBe("M0,100L100,-100000");
  expect(linePath(x, y, [1, 10, 100], [0, 1, Number.POSITIVE_INFINITY])).toBe("M0,100L100,0");
});

it("draws a band", () => {
  expect(bandPath(x, y, [1, 100], [0, 0.5], [0.5, 1])).toBe("M0,50L200,0L200,50L0,100Z");
});

it("lies within half a tenth of a pixel of where the scales put it", () => {
  const value = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  const points = fc.array(fc.tuple(value, fc.double({ min: -40, max: 40, noNaN: true })));
  fc.assert(
    fc.property(points, (all) => {
      const [xs, ys] = [all.map(([v]) => v), all.map(([, v]) => v)];
      const drawn = [...linePath(x, y, xs, ys).matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)];
      expect(drawn).toHaveLength(all.length);
      for (const [i, [, px, py]] of drawn.entries()) {
        expect(Math.abs(Number(px) - x(xs[i] ?? 0))).toBeLessThan(0.0501);
        expect(Math.abs(Number(py) - y(ys[i] ?? 0))).toBeLessThan(0.0501);
      }
    }),
  );
});
