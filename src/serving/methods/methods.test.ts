import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passSecondsOn } from "../../sdsl/serving/iteration.ts";
import { machineFor } from "../../sdsl/serving/machine.ts";
import { expectedTokens } from "../../sdsl/tokens.ts";
import { architectureOf } from "../architecture.ts";
import { taskNames } from "../circumstances.ts";
import { releasedModel, releasedModels } from "../models/registry.ts";
import { methodAcceptance } from "./acceptance.ts";
import { methodsFor } from "./candidates.ts";
import { methodChecks, predictedOverMeasured } from "./check.ts";
import { draftingSeconds, headArchitecture } from "./cost.ts";
import { heads, headsFor } from "./heads.ts";
import { methodNames, methods } from "./method.ts";
import { methodRows } from "./rows.ts";

describe("released heads", () => {
  it("are at least 120, each once, for targets that the registry holds", () => {
    expect(heads.length).toBeGreaterThanOrEqual(120);
    expect(new Set(heads.map(({ repository }) => repository)).size).toBe(heads.length);
    for (const { repository, method, targets, source } of heads) {
      expect(repository).toMatch(/^[\w-]+\/[\w.-]+$/);
      expect(methodNames).toContain(method);
      expect(source).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w.-]+\/blob\/[0-9a-f]{7,}\/\S+$/);
      for (const target of targets) expect(releasedModel(target)?.id).toBe(target);
    }
  });

  it("are found by target and method", () => {
    const names = (target: string) => headsFor(target, "eagle3").map((head) => head.repository);
    expect(names("llama-3.3-70b")).toContain("yuhuili/EAGLE3-LLaMA3.3-Instruct-70B");
    expect(names("seed-oss-36b")).toEqual([]);
  });

  it("make candidates with the target's own prediction layers and what needs no drafter", () => {
    const of = (id: string) => methodsFor(releasedModel(id)!).map(({ method }) => method);
    expect(of("deepseek-v3")).toEqual(["mtp", "suffix", "ngram"]);
    expect(of("qwen3-8b")).toEqual(expect.arrayContaining(["eagle3", "dflash", "dspark", "pard"]));
    expect(of("llama-2-7b")).not.toContain("mtp");
    expect(methodsFor(null).map(({ method }) => method)).toEqual(["suffix", "ngram"]);
  });
});

describe("published rows", () => {
  it("are 300 or more, of known targets or none, their sources named", () => {
    expect(methodRows.length).toBeGreaterThanOrEqual(300);
    for (const row of methodRows) {
      expect(row.source).toMatch(/^[\w-]+\/[\w.-]+/);
      if (row.target !== null) expect(releasedModel(row.target)).toBeDefined();
      if (row.task !== null) expect(taskNames).toContain(row.task);
      expect(row.length ?? row.speedup).not.toBeNull();
      if (row.length !== null && row.gamma !== null)
        expect(row.length).toBeLessThanOrEqual(row.gamma + 1);
    }
  });
});

describe("acceptance of a method", () => {
  it("is read back as the tokens that were measured: DSpark for Qwen3 8B", () => {
    const lengths = methodRows
      .filter(
        ({ method, target, task, temperature }) =>
          method === "dspark" && target === "qwen3-8b" && task === "chat" && temperature === 1,
      )
      .map(({ length }) => length ?? 0);
    const { basis, longest, at } = methodAcceptance("dspark", "qwen3-8b", "chat", 1);
    expect([basis.of, basis.task, longest]).toEqual(["target", true, 7]);
    expect(lengths.length).toBeGreaterThan(0);
    expect(expectedTokens(at(7).low, 7)).toBeCloseTo(Math.min(...lengths), 3);
    expect(expectedTokens(at(7).high, 7)).toBeCloseTo(Math.max(...lengths), 3);
  });

  it("moves with the temperature where no row has the one that is set", () => {
    const warm = methodAcceptance("dspark", "qwen3-8b", null, 1);
    const cold = methodAcceptance("dspark", "qwen3-8b", null, 0);
    expect(warm.basis.movedFrom).toBeUndefined();
    expect(cold.basis.movedFrom).toBe(1);
    expect(cold.at(7).alpha).toBeGreaterThan(warm.at(7).alpha);
    expect(1 - cold.at(7).alpha).toBeCloseTo((1 - warm.at(7).alpha) * 0.64, 6);
  });

  it("says when it is of other targets, and is wider then", () => {
    const known = methodAcceptance("dspark", "qwen3-8b", null, 1);
    const other = methodAcceptance("dspark", "kimi-k3", null, 1);
    expect(other.basis.of).toBe("method");
    expect(other.basis.rows).toBeGreaterThan(known.basis.rows);
    const width = ({ at }: typeof known) => at(7).high - at(7).low;
    expect(width(other)).toBeGreaterThanOrEqual(width(known));
    expect(methodAcceptance("ngram", "qwen3-8b", null, 1).basis.of).toBe("assumed");
    expect(methodAcceptance("peagle", "qwen3-8b", null, 1).basis.of).toBe("relative");
  });

  it("lies in 0 to 1 and within its range, for any method, target, task, temperature, lookahead", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...methodNames),
        fc.constantFrom(...releasedModels.map(({ id }) => id)),
        fc.constantFrom(null, ...taskNames),
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.integer({ min: 1, max: 64 }),
        (method, target, task, temperature, gamma) => {
          const { longest, at, basis } = methodAcceptance(method, target, task, temperature);
          const { alpha, low, high } = at(gamma);
          expect(longest).toBeGreaterThanOrEqual(1);
          expect(basis.sources.length).toBeGreaterThan(0);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(alpha).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(alpha);
          expect(high).toBeLessThan(1);
        },
      ),
    );
  });
});

describe("the cost of drafting", () => {
  const target = architectureOf(releasedModel("llama-3.1-8b")!);
  const machine = machineFor("h100");
  const load = { batch: 1, context: 1024, dtype: "bf16" } as const;
  const cost = (name: (typeof methodNames)[number], gamma: number) =>
    draftingSeconds(methods[name], target, machine, load, gamma);

  it("is γ passes, one pass, or nothing", () => {
    expect(cost("eagle3", 6) / cost("eagle3", 1)).toBeCloseTo(6, 9);
    expect(cost("dflash", 8) / cost("dflash", 1)).toBeLessThan(1.05);
    expect(cost("dspark", 8)).toBeGreaterThan(cost("dflash", 8));
    expect(cost("ngram", 8)).toBe(0);
  });

  it("has the sizes that were released: EAGLE-3 for LLaMA-3.1 8B about 0.4B, one layer of DeepSeek V3 12B", () => {
    expect(headArchitecture(methods.eagle3, target).parameters).toBeCloseTo(0.383e9, -7);
    const deepseek = architectureOf(releasedModel("deepseek-v3")!);
    const { parameters, active } = headArchitecture(methods.mtp, deepseek);
    expect(parameters).toBeGreaterThan(10e9);
    expect(parameters).toBeLessThan(14e9);
    expect(active).toBeLessThan(2.5e9);
  });

  it("is far below a pass of the target, for any released one", () => {
    for (const model of releasedModels.filter(({ parameters }) => parameters > 7e9)) {
      const architecture = architectureOf(model);
      const pass = passSecondsOn(architecture, machine, load, 1);
      const head = draftingSeconds(methods.eagle3, architecture, machine, load, 1);
      expect(head).toBeLessThan(pass * 0.6);
    }
  });
});

describe("the check against measured speedups", () => {
  it("prints how far the cost model is off, by method", () => {
    const checks = methodChecks(1e-3);
    console.log(
      checks
        .map(({ method, rows, ratio, least, most }) =>
          [method, `${rows} rows`, ...[ratio, least, most].map((value) => value.toFixed(2))].join(
            "  ",
          ),
        )
        .join("\n"),
    );
    expect(checks.map(({ method }) => method)).toContain("eagle3");
    for (const { least, ratio, most } of checks) {
      expect(least).toBeLessThanOrEqual(ratio);
      expect(most).toBeGreaterThanOrEqual(ratio);
    }
  });

  it("leaves out rows that say too little", () => {
    const row = methodRows.find(({ hardware }) => hardware === null)!;
    expect(predictedOverMeasured(row, 0)).toBeUndefined();
  });
});
