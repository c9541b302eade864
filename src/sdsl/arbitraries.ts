/** The stated domain as fast-check arbitraries, for the tests. */
import fc from "fast-check";
import { type AcceptancePlane, maxAcceptance, planeLimits, sdslPlane } from "./acceptance.ts";
import type { CostModel } from "./cost.ts";
import {
  dtypes,
  type HardwareName,
  hardwareFor,
  hardwareLimits,
  hardwarePresets,
} from "./hardware.ts";
import type { Setting } from "./optimum.ts";
import {
  type PretrainingLaw,
  parameterLimits,
  pretrainingLaws,
  pretrainingLimits,
  tokenLimits,
} from "./pretraining.ts";
import { loadLimits } from "./roofline.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** min..max (min above 0), evenly spread over orders of magnitude, both ends included. */
export const logarithmic = (min: number, max: number) =>
  between(Math.log(min), Math.log(max)).map((t) => Math.min(max, Math.max(min, Math.exp(t))));

/** Acceptance from the smallest double to 0.9999, both ends dense. */
export const acceptances = fc.oneof(
  between(0, maxAcceptance),
  logarithmic(Number.MIN_VALUE, 1e-10),
  logarithmic(1e-4, 1).map((missing) => Math.min(maxAcceptance, 1 - missing)),
  fc.constantFrom(0, Number.MIN_VALUE, maxAcceptance),
);

export const targets = logarithmic(1e6, 1e14);
export const tokenCounts = logarithmic(...tokenLimits);
export const sizes = logarithmic(...parameterLimits);

export const laws: fc.Arbitrary<PretrainingLaw> = fc.oneof(
  fc.constantFrom(pretrainingLaws.besiroglu, pretrainingLaws.hoffmann),
  fc.record({
    E: fc.oneof(between(0, 3), between(...pretrainingLimits.E)),
    A: fc.oneof(logarithmic(1, 1e4), fc.constant(0), logarithmic(1e-3, pretrainingLimits.A[1])),
    B: fc.oneof(logarithmic(1, 1e4), fc.constant(0), logarithmic(1e-3, pretrainingLimits.B[1])),
    a: fc.oneof(between(0.1, 0.6), between(...pretrainingLimits.a)),
    b: fc.oneof(between(0.1, 0.6), between(...pretrainingLimits.b)),
  }),
);

export const planes: fc.Arbitrary<AcceptancePlane> = fc.oneof(
  fc.constant(sdslPlane),
  fc.record({
    A: fc.oneof(
      logarithmic(1e-6, 10).map((a) => -a),
      between(...planeLimits.A),
    ),
    B: fc.oneof(between(-0.05, 0.05), between(...planeLimits.B)),
    C: fc.oneof(between(0, 2), between(...planeLimits.C)),
  }),
);

export const loads = fc.record({
  batch: logarithmic(...loadLimits.batch),
  context: fc.oneof(fc.constant(0), logarithmic(1, loadLimits.context[1])),
  dtype: fc.constantFrom(...dtypes),
});

export const devices = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...(Object.keys(hardwarePresets) as HardwareName[])),
      fc.constantFrom(...dtypes),
    )
    .map(([name, dtype]) => hardwareFor(name, dtype)),
  fc.record({
    GBps: logarithmic(...hardwareLimits.GBps),
    TFLOPs: logarithmic(...hardwareLimits.TFLOPs),
    us: fc.oneof(fc.constant(0), logarithmic(1e-3, hardwareLimits.us[1])),
  }),
);

export const costModels: fc.Arbitrary<CostModel> = fc.oneof(
  fc.constant({ kind: "flops" } as const),
  fc.record({
    kind: fc.constant("ratio" as const),
    c: fc.oneof(fc.constant(0), between(0.9, 1.1), logarithmic(1e-300, 1e6)),
  }),
  fc.record({ kind: fc.constant("roofline" as const), hardware: devices, load: loads }),
);

export const settings: fc.Arbitrary<Setting> = fc.record({
  M: targets,
  D: tokenCounts,
  Dt: tokenCounts,
  law: laws,
  plane: planes,
  cost: costModels,
});
