import { describe, expect, it } from "vitest";
import { autoregress } from "./autoregressive.ts";
import type { Request, Session } from "./engine.ts";
import { collect, tokensOf } from "./fixtures/enumerate.ts";
import { prompts, shippedIndex, shippedModel, shippedSession } from "./fixtures/shipped.ts";
import { promptTokens } from "./model.ts";
import { Stream, uniform } from "./rng.ts";
import { greedy } from "./sampling.ts";
import { speculate } from "./speculative.ts";

// Enough for an iteration of γ = 16 in full, and one more.
const length = 20;
// The largest takes minutes on the plain engine, and what is tested here does not hang on the size.
const targetId = "stories-2.2m";
const ids = shippedIndex().map(({ id }) => id);
const draftIds = ids.slice(0, ids.indexOf(targetId));
const model = shippedModel(targetId);
const target = shippedSession(targetId);
const drafts = new Map(draftIds.map((id) => [id, shippedSession(id)]));
const { vocab } = model.config;

/** A prompt with what the target alone writes after it, and the logits that it wrote from. */
interface Greedy {
  request: Request;
  text: readonly number[]; // prompt and written tokens
  logits: Float32Array; // [text, vocab]
}

const runs: Promise<Greedy[]> = (async () => {
  const all: Greedy[] = [];
  for (const prompt of prompts) {
    const { eos } = model.config;
    const base = { prompt: promptTokens(model, prompt), length, seed: 1, gamma: 1, eos };
    const request: Request = { ...base, sampling: greedy };
    const text = [...request.prompt, ...tokensOf(await collect(autoregress(target, request)))];
    all.push({ request, text, logits: target.passNow(text, 0).slice() });
  }
  return all;
})();

// The longest takes seconds; a machine that is busy with other things must not make it fail.
describe(`greedy speculation on ${targetId}`, { timeout: 300_000 }, () => {
  it("starts from fifty different prompts", () => {
    expect(new Set(prompts).size).toBe(50);
  });

  // The target in earnest: the prompts dealt out among the drafts, each with another lookahead.
  it.each(draftIds.map((id, d) => ({ id, d })))(
    "with $id writes the target's own text",
    async ({ id, d }) => {
      for (const [i, { request, text }] of (await runs).entries()) {
        if (i % draftIds.length !== d) continue;
        const gamma = 1 + (i % 16);
        const written = tokensOf(
          await collect(speculate(target, sessionOf(id), { ...request, gamma })),
        );
        expect({ gamma, text: [...request.prompt, ...written] }).toEqual({ gamma, text });
      }
    },
  );

  // Every lookahead, prompt and draft. The target's logits along its own text are kept from above, which
  // a pass of any length gives to the last bit (oracle.test.ts); after a wrong proposal it answers with
  // noise, so this shows as well that nothing after a rejection counts.
  it.each(draftIds)("with %s, for every lookahead from 1 to 16, too", async (id) => {
    const draft = remembering(sessionOf(id));
    for (const run of await runs) {
      const known = playedBack(run);
      draft.forget();
      // Downwards, because a longer draft contains the shorter ones.
      for (let gamma = 16; gamma >= 1; gamma--) {
        const request = { ...run.request, gamma };
        const written = tokensOf(await collect(speculate(known, draft, request)));
        expect({ gamma, text: [...request.prompt, ...written] }).toEqual({ gamma, text: run.text });
      }
    }
  });
});

function sessionOf(id: string): Session {
  const session = drafts.get(id);
  if (session === undefined) throw new Error(`no session of ${id}`);
  return session;
}

/** A target that knows the logits along one text, and elsewhere makes them up. */
function playedBack({ text, logits }: Greedy): Session {
  const seen: number[] = [];
  let noise = 0;
  return {
    config: target.config,
    context: target.context,
    async pass(tokens, position) {
      seen.length = position;
      seen.push(...Array.from(tokens));
      const rows = new Float32Array(tokens.length * vocab);
      for (let t = 0; t < tokens.length; t++) {
        const at = position + t;
        const own = rows.subarray(t * vocab, (t + 1) * vocab);
        if (seen.slice(0, at + 1).every((token, i) => token === text[i])) {
          own.set(logits.subarray(at * vocab, (at + 1) * vocab));
        } else own[Math.floor(vocab * uniform(1, Stream.sample, noise++))] = 1;
      }
      return rows;
    },
    close() {},
  };
}

/** A draft that remembers its logits after every text until it is told to forget them. */
function remembering(session: Session): Session & { forget(): void } {
  const known = new Map<string, Float32Array>();
  const seen: number[] = [];
  let valid = 0; // positions of the real cache that hold `seen`
  return {
    config: session.config,
    context: session.context,
    forget: () => known.clear(),
    async pass(tokens, position) {
      valid = Math.min(valid, position);
      seen.length = position;
      seen.push(...Array.from(tokens));
      const text = seen.join();
      let rows = known.get(text);
      if (rows === undefined) {
        rows = (await session.pass(seen.slice(valid), valid)).slice(-tokens.length * vocab);
        valid = seen.length;
        known.set(text, rows);
      }
      return rows;
    },
    close() {},
  };
}
