/** The whole chain against `reference.json`, which was computed elsewhere with 40 digits. */
import { describe, expect, it } from "vitest";
import { calibrate, sdslPlane } from "./acceptance.ts";
import { speedup, wholeLookahead } from "./lookahead.ts";
import { draftPoint, optimalDraft, type Prepared, prepare } from "./optimum.ts";
import { pretrainingLaws } from "./pretraining.ts";
import reference from "./reference.json" with { type: "json" };
import { expectedTokens } from "./tokens.ts";

type Row = (typeof reference.rows)[number];

/** The plane is the paper's, or calibrated to the row's acceptance at its draft; with N on auto that
 *  draft is the paper's own N*. */
function chainOf(row: Row): Prepared {
  const law = pretrainingLaws[row.law as keyof typeof pretrainingLaws];
  const { M, D, Dt } = row;
  const setting = { M, D, Dt, law, plane: sdslPlane, cost: { kind: "flops" } as const };
  const paper = prepare(setting);
  if (row.alpha_set === "auto") return paper;
  const anchor = row.N === "auto" ? optimalDraft(paper) : draftPoint(paper, Number(row.N));
  const plane = calibrate(
    sdslPlane,
    Number(row.alpha_set),
    anchor.draftPerplexity,
    paper.targetPerplexity,
  );
  return prepare({ ...setting, plane });
}

function figures(at: Prepared, N: number) {
  const { draftPerplexity, alpha, c, gamma, speedup: best } = draftPoint(at, N);
  const whole = wholeLookahead(gamma, alpha, c, at.pair.verify);
  return {
    draft_perplexity: draftPerplexity,
    target_perplexity: at.targetPerplexity,
    alpha,
    gamma_opt: gamma,
    gamma_int: whole,
    tokens_per_iteration: expectedTokens(alpha, gamma),
    speedup: best,
    speedup_int: speedup(alpha, whole, c, at.pair.verify),
  };
}

function expectFigures(at: Prepared, N: number, row: Row, tolerance: number) {
  for (const [name, value] of Object.entries(figures(at, N)))
    expect(Math.abs(value / Number(row[name as keyof Row]) - 1), name).toBeLessThan(tolerance);
}

describe.each(reference.rows)("M = $M, D = $D, $law, N = $N, alpha = $alpha_set", (row) => {
  const at = chainOf(row);
  const best = optimalDraft(at);

  it("finds N* to 1e-7, a peak inside", () => {
    expect(Math.abs(best.N / row.N_opt - 1)).toBeLessThan(1e-7);
    expect(best.kind).toBe("interior");
  });

  it("agrees in every other figure to 1e-8", () => {
    expectFigures(at, row.N === "auto" ? row.N_opt : Number(row.N), row, 1e-8);
  });

  it("agrees at its own N* too", () => {
    // N* is good to 1e-7 and acceptance, lookahead and tokens hang on it to first order.
    if (row.N === "auto") expectFigures(at, best.N, row, 1e-7);
  });
});
