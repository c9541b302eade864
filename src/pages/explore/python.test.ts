import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Curve } from "../../curves/answer.ts";
import { compute } from "../../curves/compute.ts";
import { scenarios } from "../../scenario/fixtures/scenarios.ts";
import { defaultScenario, type Scenario } from "../../scenario/scenario.ts";
import { acceptancePython, lookaheadPython, mainPython, notebook } from "./python.ts";

const known: readonly Partial<Scenario>[] = [
  {},
  { M: 13e9, N: 117e6, x: "gamma" },
  { alpha: 0.8, y: "tokens" },
  { alpha: 0.9999, y: "gamma" },
  { gamma: 5, cost: { c: 0.05 }, law: "hoffmann" },
  { N: 1e9, y: "alpha", law: { E: 1, A: 500, B: 1000, a: 0, b: 1 } },
  { plane: { A: -0.01, B: 0.02, C: 0.5 }, D: 1e6 },
  { gamma: 0, y: "gamma" },
];
const random = fc
  .sample(scenarios, { numRuns: 40, seed: 17 })
  .map((scenario) => ({ ...scenario, pin: [] }));

interface Case {
  readonly name: string;
  readonly code: string;
  readonly curve: Curve;
  readonly y: Scenario["y"];
}

function casesOf(scenario: Scenario): Case[] {
  const answer = compute(scenario);
  const one = (name: string, code: string | null, curve: Curve, y: Scenario["y"]) =>
    code === null ? [] : [{ name: `${name} of ${JSON.stringify(scenario)}`, code, curve, y }];
  return [
    ...one("main", mainPython(answer, scenario), answer.main, scenario.y),
    ...one("lookahead", lookaheadPython(answer, scenario), answer.lookahead.curve, "speedup"),
    ...one("acceptance", acceptancePython(answer, scenario), answer.acceptance, "alpha"),
  ];
}

const cases = [...known.map((patch) => ({ ...defaultScenario, ...patch })), ...random].flatMap(
  casesOf,
);

/** Runs a script with NumPy; null on a machine without. */
function python(script: string): string | null {
  if (spawnSync("python3", ["-c", "import numpy"]).status !== 0) return null;
  const { stdout, stderr, status } = spawnSync("python3", ["-"], {
    input: script,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

it("writes Python that computes our own curves", ({ skip }) => {
  const script = [
    "import json, warnings",
    "warnings.simplefilter('ignore')",
    `for code, x in json.loads(${JSON.stringify(JSON.stringify(cases.map(({ code, curve }) => [code, Array.from(curve.x)])))}):`,
    "    names = {}",
    "    exec(code, names)",
    "    own = list(map(float, names['x']))",
    // the page draws a few points more: what is set, and the best
    "    lines = [f'x = np.array({x})' if line.startswith('x = ') else line for line in code.split('\\n')]",
    "    exec('\\n'.join(lines), names)",
    "    print(json.dumps([own, list(map(float, names['y']))]))",
  ].join("\n");
  const printed = python(script);
  if (printed === null) return skip("python3 with NumPy is not here");
  const lines = printed.trim().split("\n");
  expect(lines).toHaveLength(cases.length);
  for (const [i, { name, curve, y }] of cases.entries()) {
    const [xs, ys] = JSON.parse(lines[i] ?? "") as [number[], number[]];
    expect(xs).toHaveLength(curve.x.length);
    for (const [own, drawn] of [
      [xs[0], curve.x[0]],
      [xs.at(-1), curve.x.at(-1)],
    ] as const)
      expect(own, name).toBeCloseTo(drawn ?? Number.NaN, 6 - Math.ceil(Math.log10(drawn || 1)));
    // the best lookahead is one of 6001: the top is flat, the place on it is not
    const near = y === "gamma" ? 5e-3 : y === "tokens" ? 5e-3 : 1e-5;
    for (const [j, value] of ys.entries()) {
      const expected = curve.y[j] ?? Number.NaN;
      if (Number.isNaN(expected)) continue;
      expect(
        Math.abs(value - expected),
        `${name} at ${curve.x[j]}: ${value}, ${expected}`,
      ).toBeLessThan(near * Math.max(Math.abs(expected), y === "gamma" ? 0.01 : 1e-3));
    }
  }
});

it("needs a dozen lines and a half, and holds what is set", () => {
  const scenario = { ...defaultScenario, M: 13e9, D: 2e12 };
  const code = mainPython(compute(scenario), scenario) ?? "";
  expect(code.split("\n").length).toBeLessThanOrEqual(20);
  expect(code).toContain("13000000000");
  expect(code).toContain("2000000000000");
});

it("makes a notebook that names its source", () => {
  const made = notebook("x = y = [1]", "Speedup", { x: "N", y: "speedup" }, [
    "SDSL Explorer: link",
  ]);
  expect(made.cells[0]?.source.join("")).toBe("# Speedup\n\nSDSL Explorer: link");
  expect(made.cells[1]?.source[0]).toBe("x = y = [1]\n");
});

it("offers nothing where a dozen lines would not do", () => {
  for (const patch of [{ cost: "roofline" }, { x: "M" }, { x: "alpha" }, { y: "N" }] as const) {
    const scenario = { ...defaultScenario, ...patch };
    expect(mainPython(compute(scenario), scenario)).toBeNull();
  }
});
