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

it("draws 400 points within a frame many times over", () => {
  const xs = Float64Array.from({ length: 400 }, (_, i) => 10 ** (i / 200));
  const ys = xs.map((v) => Math.sin(v));
  const started = performance.now();
  for (let i = 0; i < 100; i++) linePath(x, y, xs, ys);
  // measured 0.2 ms a path; the bound only catches a change of order
  expect((performance.now() - started) / 100).toBeLessThan(4);
});
