import { describe, expect, it } from "vitest";
import { chainDraft, meanDeviation } from "../sdsl/evidence/paper.ts";
import { deviationCurves, ratioCurves, sizeAtRatio } from "./evidence.ts";

describe("the curves of the evidence", () => {
  it("are the chain's, point by point", () => {
    const { D, deviation, reproduced } = deviationCurves();
    expect(reproduced.hoffmann[D.indexOf(100e9)]).toBe(4);
    expect(Math.max(...reproduced.besiroglu)).toBeLessThanOrEqual(2);
    expect(deviation.hoffmann[30]).toBe(meanDeviation("hoffmann", D[30] ?? 0));
    const { M, chain } = ratioCurves();
    expect(chain.hoffmann[40]).toBe((M[40] ?? 0) / chainDraft("hoffmann", M[40] ?? 0, 100e9).N);
  });

  it("cross 200 near 53B by the chain, near 38B by the law", () => {
    const { M, chain, law } = ratioCurves();
    const size = sizeAtRatio(M, chain.hoffmann, 200);
    expect(size / 53e9).toBeCloseTo(1, 1);
    expect(size / chainDraft("hoffmann", size, 100e9).N).toBeCloseTo(200, 0);
    // M / 200 = 2.71e-3 M + 8.71e7
    expect(sizeAtRatio(M, law, 200) / (8.71e7 / (1 / 200 - 2.71e-3))).toBeCloseTo(1, 2);
    expect(sizeAtRatio(M, law, 1e6)).toBeNaN();
  });
});
