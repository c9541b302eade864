import { farthest, roundingOf } from "../check.ts";
import { CpuSession } from "../cpu/engine.ts";
import type { Request } from "../engine.ts";
import { WrongLogitsError } from "../errors.ts";
import type { Model } from "../model.ts";
import { plain, probabilities } from "../sampling.ts";
import { Generation } from "./generate.ts";
import type { Gpu } from "./gpu.ts";
import type { Sampler } from "./sampler.ts";
import type { GpuSession } from "./session.ts";

const gamma = 4;

/** Lets a draft that proposes in one dispatch make a few proposals, and compares the distributions that
 *  they were drawn from with lm/cpu's after the same tokens. Whole distributions are compared, not
 *  tokens, so nothing hangs on ties. Throws WrongLogitsError. */
export async function checkProposals(
  gpu: Gpu,
  session: GpuSession,
  model: Model,
  sampler: Sampler,
): Promise<void> {
  const { vocab } = model.config;
  const prompt = [1, 0, 2].map((token) => token % vocab);
  const context = prompt.length + gamma;
  if (session.context <= context) return;
  const request: Request = {
    prompt,
    length: gamma + 1,
    sampling: plain,
    seed: 1,
    gamma,
    eos: [],
    distributions: true,
  };
  const generation = new Generation(gpu, session, session, sampler, request);
  for await (const { proposals, distributions } of generation.run()) {
    const reference = new CpuSession(model, { context });
    const tokens = [...prompt, ...proposals.map(({ token }) => token)];
    const logits = reference.passNow(tokens, 0);
    const allowed = roundingOf(model, logits);
    for (const [i, q] of (distributions?.q ?? []).entries()) {
      const at = prompt.length - 1 + i;
      const expected = probabilities(logits.subarray(at * vocab, (at + 1) * vocab), plain);
      // A probability moves by at most as much as its logits do, relative to 1.
      const flaw = farthest(q, expected, allowed);
      if (flaw === null) continue;
      throw new WrongLogitsError(
        `proposal ${i + 1} of ${gamma} has token ${flaw.at} with probability ${q[flaw.at]}, on the plain engine ${expected[flaw.at]}; rounding explains ${allowed.toPrecision(2)}`,
      );
    }
    break;
  }
}
