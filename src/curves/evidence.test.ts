import { describe, expect, it } from "vitest";
import { chainDraft, meanDeviation } from "../sdsl/evidence/paper.ts";
import { deviationCurves, ratioCurves, sizeAtRatio } from "./evidence.ts";

describe("the curves of the evidence", () => {
  it("are the chain's, point by point", () => {
    const { D, deviation } = deviationCurves();
    expect(deviation.hoffmann[30]).toBe(meanDeviation("hoffmann", D[30] ?? 0));
    const { M, chain } = ratioCurves();
    expect(chain.besiroglu[40]).toBe((M[40] ?? 0) / chainDraft("besiroglu", M[40] ?? 0, 180e9).N);
  });

  it("cross 200 near 50B by the chain, near 40B by the law", () => {
    const { M, chain, law } = ratioCurves();
    const size = sizeAtRatio(M, chain.besiroglu, 200);
    expect(size / chainDraft("besiroglu", size, 180e9).N).toBeCloseTo(200, 1);
    // M / 200 = 2.71e-3 M + 8.71e7
    expect(sizeAtRatio(M, law, 200) / (8.71e7 / (1 / 200 - 2.71e-3))).toBeCloseTo(1, 2);
    expect(sizeAtRatio(M, law, 1e6)).toBeNaN();
  });
});
