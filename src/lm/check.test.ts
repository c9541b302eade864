import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSession } from "./check.ts";
import { CpuSession, cpuEngine } from "./cpu/engine.ts";
import type { Session } from "./engine.ts";
import { WrongLogitsError } from "./errors.ts";
import { tinyModel } from "./fixtures/models.ts";
import { shippedIndex, shippedModel } from "./fixtures/shipped.ts";
import { createWasmEngine } from "./wasm/engine.ts";

const model = tinyModel(1);

/** A session whose logits are changed on their way out. */
function broken(change: (logits: Float32Array, tokens: number, position: number) => void): Session {
  const session = new CpuSession(model);
  return {
    config: session.config,
    context: session.context,
    close: () => session.close(),
    async pass(tokens, position) {
      const logits = (await session.pass(tokens, position)).slice();
      change(logits, tokens.length, position);
      return logits;
    },
  };
}

describe("a session that is opened", () => {
  it("is believed when it is the plain engine's, however short its context", async () => {
    for (const context of [1, 2, 5, 9, 64]) {
      await checkSession(await cpuEngine().open(model, { context }), model);
    }
  });

  it.each(shippedIndex().map(({ id }) => id))("is believed on WebAssembly: %s", async (id) => {
    const engine = await createWasmEngine();
    const shipped = shippedModel(id);
    await checkSession(await engine.open(shipped), shipped);
    engine.close();
  });

  it("is not believed when any one logit is off, or is no number", async () => {
    const vocab = model.config.vocab;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(8 * vocab - 1),
        fc.constantFrom(0.01, -0.5, Number.NaN, Number.POSITIVE_INFINITY),
        fc.constantFrom(1, 8),
        async (at, by, tokens) => {
          const session = broken((logits, count) => {
            if (count === tokens) logits[at % logits.length] += by;
          });
          await expect(checkSession(session, model)).rejects.toThrow(WrongLogitsError);
        },
      ),
    );
  });

  it("is not believed when only passes after a cache are wrong, and the error says where", async () => {
    const session = broken((logits, count, position) => {
      if (count === 1 && position > 0) logits[2] += 1;
    });
    await expect(checkSession(session, model)).rejects.toThrow(
      /^a pass over one token at position 9 gives token 2 the logit .*: 1 of 5 are further apart/,
    );
  });

  it("may differ by what rounding does", async () => {
    await checkSession(
      broken((logits) => {
        for (const i of logits.keys()) logits[i] += (i % 2 === 0 ? 1 : -1) * 5e-4;
      }),
      model,
    );
  });
});
