import { describe, expect, it } from "vitest";
import { tinyPair, tinyTask } from "./fixtures/engines.ts";
import { magnify } from "./magnify.ts";
import { requestOf } from "./pair.ts";
import { write } from "./write.ts";

const task = tinyTask({ sampling: { temperature: 1, topK: 0, topP: 1 } });

async function text() {
  const pair = await tinyPair();
  const { engine, target, draft } = pair;
  const request = requestOf(task, 0, 3, new AbortController().signal);
  const written = await write(engine, target.session, draft.session, request);
  return { pair, written, tokens: [...request.prompt, ...written.tokens] };
}

describe("the microscope", () => {
  it("shows every iteration as it was decided", async () => {
    const { pair, written, tokens } = await text();
    for (const { position, gamma, verdicts, proposals, closing } of written.iterations) {
      const seen = await magnify(pair, task, tokens, position, gamma);
      expect(seen.rows).toMatchObject(verdicts.map((v, i) => ({ ...v, q: proposals[i].q })));
      expect(seen.closing).toMatchObject({ origin: closing?.origin, u: closing?.u, p: closing?.p });
    }
  });

  it("shows the proposed token among the likeliest, and a residual that sums to 1", async () => {
    const { pair, written, tokens } = await text();
    const found = written.iterations.find(({ verdicts }) => verdicts.some((v) => !v.accepted))!;
    const { rows } = await magnify(pair, task, tokens, found.position, found.gamma);
    for (const { top, p, q, proposal } of rows) {
      expect(top.find(({ text }) => text === proposal)).toMatchObject({ p, q });
      // The tiny vocabulary fits whole.
      expect(top.reduce((sum, { residual }) => sum + residual, 0)).toBeCloseTo(1, 5);
      const order = top.map((row) => Math.max(row.p, row.q));
      expect(order).toEqual(order.toSorted((a, b) => b - a));
    }
  });

  it.each([0, 2.5, 1000])("refuses position %d", async (position) => {
    const { pair, tokens } = await text();
    await expect(magnify(pair, task, tokens, position, 3)).rejects.toMatchObject({
      code: "settings",
    });
  });
});
