import { describe, expect, it } from "vitest";
import { assumptionFor } from "./assumptions.ts";
import raw from "./measured.json" with { type: "json" };
import { confidences, measuredRows } from "./measured.ts";

describe("the published measurements", () => {
  it("are all there, each known by its own id, from a named source with the line it was read from", () => {
    expect(measuredRows).toHaveLength(raw.length);
    expect(measuredRows.length).toBeGreaterThanOrEqual(42);
    expect(new Set(measuredRows.map(({ id }) => id)).size).toBe(measuredRows.length);
    for (const { id, source, quote, target, hardware, confidence } of measuredRows) {
      expect(id).toMatch(/^[\w][\w.-]{0,63}$/);
      expect(source.length, id).toBeGreaterThan(10);
      expect(quote.length, id).toBeGreaterThan(10);
      expect(target.length * hardware.length, id).toBeGreaterThan(0);
      expect(confidences).toContain(confidence);
    }
  });

  it("agree with themselves: a ratio of the times given, a speedup that its quote holds", () => {
    for (const { id, c, targetMs, draftMs, M, N } of measuredRows) {
      if (
        c !== undefined &&
        targetMs !== undefined &&
        draftMs !== undefined &&
        !id.startsWith("t4-")
      )
        expect(draftMs / targetMs / c, id).toBeCloseTo(1, 1);
      if (M !== undefined && N !== undefined) expect(N, id).toBeLessThan(M);
    }
    for (const row of measuredRows.filter(({ id }) => id.startsWith("lev-"))) {
      const cells = row.quote.split("|").map((cell) => Number(cell));
      expect(cells.slice(4, 9)).toEqual([row.gamma, row.alpha, row.c, row.predicted, row.speedup]);
    }
  });

  it("have the llama.cpp rows' drafted tokens as their counts say", () => {
    for (const row of measuredRows.filter(({ id }) => id.startsWith("llamacpp-"))) {
      const count = (name: string) => Number(new RegExp(`${name} = (\\d+)`).exec(row.quote)?.[1]);
      const { drafted } = assumptionFor(row.id);
      const predicted = Number.isNaN(count("n_predict")) ? 371 : count("n_predict");
      const iterations = predicted - count("n_accept");
      expect(drafted?.value, row.id).toBeCloseTo(count("n_drafted") / iterations, 12);
      expect(row.tokens, row.id).toBeCloseTo(predicted / iterations, 3);
    }
  });
});
