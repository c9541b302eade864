import fc from "fast-check";
import { expect, it } from "vitest";
import { cpuEngine } from "../lm/cpu/engine.ts";
import { tinyFiles } from "../lm/fixtures/files.ts";
import { checkRequest } from "../lm/generation.ts";
import { loadModel } from "../lm/model.ts";
import { checkRoom, fewestWritten } from "./room.ts";

const model = (context: number) => {
  const files = tinyFiles({ max_position_embeddings: context }, () => 0.5);
  return loadModel(`of ${context}`, files);
};
const prompt = (length: number) => Array.from({ length }, () => 1);

it("lets a prompt through exactly when the shorter model has room for it and a text", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 512 }),
      fc.integer({ min: 20, max: 512 }),
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 1, max: 480 }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (a, b, tokens, length, temperature) => {
        const check = () => checkRoom({ prompts: [prompt(tokens)], length }, [model(a), model(b)]);
        const context = Math.min(a, b);
        const fits = context - Math.min(length, fewestWritten);
        if (tokens > fits) {
          expect(check).toThrow(expect.objectContaining({ code: "prompt-too-long" }));
          expect(check).toThrow(`takes ${tokens} tokens; ${fits} fit`);
        } else {
          expect(check).not.toThrow();
          // What gets through here no engine refuses.
          const sampling = { temperature, topK: 0, topP: 1 };
          const request = { prompt: prompt(tokens), length, sampling, seed: 1, gamma: 4, eos: [] };
          expect(() => checkRequest(request, context)).not.toThrow();
        }
      },
    ),
    { numRuns: 60 },
  );
});

it("a text that meets the context ends there, whatever its length, lookahead and temperature", async () => {
  const engine = cpuEngine();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 20, max: 40 }),
      fc.integer({ min: 1, max: 24 }),
      fc.integer({ min: 16, max: 480 }),
      fc.integer({ min: 0, max: 16 }),
      fc.constantFrom(0, 0.5, 1, 2),
      async (context, tokens, length, gamma, temperature) => {
        fc.pre(tokens + fewestWritten <= context);
        const [target, draft] = await Promise.all(
          [context, context].map((n) => engine.open(model(n))),
        );
        const sampling = { temperature, topK: 0, topP: 1 };
        const request = { prompt: prompt(tokens), length, sampling, seed: 1, gamma, eos: [] };
        let written = tokens;
        let last: string | null = null;
        for await (const { tokens: added, finish } of engine.generate(target, draft, request)) {
          written += added.length;
          last = finish;
        }
        expect(written).toBe(Math.min(context, tokens + length));
        expect(last).toBe(tokens + length <= context ? "length" : "context");
      },
    ),
    { numRuns: 40 },
  );
});

it("judges a dozen prompts by the longest", () => {
  const prompts = [prompt(3), prompt(60), prompt(5)];
  expect(() => checkRoom({ prompts, length: 16 }, [model(64)])).toThrow("takes 60 tokens; 48 fit");
});

it("refuses models that read too little for any text", () => {
  expect(() => checkRoom({ prompts: [prompt(1)], length: 16 }, [model(16)])).toThrow("too few");
});
