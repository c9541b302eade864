import { tokensAtOnce } from "./dispatch-time.ts";
import { maxGamma } from "./generate.ts";
import type { Gpu } from "./gpu.ts";
import type { Sampler } from "./sampler.ts";
import type { GpuSession } from "./session.ts";
import { Stopwatch } from "./stopwatch.ts";

/** Proposals of an iteration while both ways are timed. */
const gamma = 4;
/** Length of the text that they follow, where the context has room for it. */
const usualLength = 256;

/** What one workgroup makes of a draft on a device. */
export interface SoloTrial {
  /** Whether it drafts faster than passes do. */
  readonly pays: boolean;
  /** How many tokens one dispatch may draft without running for too long. */
  readonly tokens: number;
}

/** Times a small draft that proposes in one workgroup against the same by passes, on this device. No
 *  dispatch of it is longer than the first one, of a single token, says it may be.
 *  The session's tape is overwritten. */
export async function trySolo(gpu: Gpu, session: GpuSession, sampler: Sampler): Promise<SoloTrial> {
  const { network, tape, context, solo } = session;
  const { propose, solo: bound } = await sampler.prepare(network, network, solo);
  if (propose === null || solo === null || bound === null) return { pays: false, tokens: 1 };
  const { all } = await network.pass(1);
  const sampling = { temperature: 0, topK: 0, topP: 1 };
  const length = Math.max(1, Math.min(usualLength, context - gamma));
  const prompt = new Array<number>(length).fill(0);
  tape.start({ prompt, length: gamma, sampling, seed: 0, gamma, eos: [] }, context);
  const watch = new Stopwatch(gpu);
  try {
    const draft = (proposals: number) =>
      watch.timing((pass) => solo.encode(pass, sampler, bound, tape, proposals, length - 1));
    const each = await draft(1);
    solo.tokens = tokensAtOnce(each, length, context, maxGamma);
    const whole = await draft(gamma);
    const steps = Array.from({ length: gamma }, (_, index) =>
      tape.step({ offset: index - 1, index, row: 0 }),
    );
    const passes = await watch.timing((pass) => {
      for (const step of steps) {
        network.encode(pass, all, tape, step, 1);
        sampler.encode(pass, propose, tape, step);
      }
    });
    return { pays: whole.time < passes.time, tokens: solo.tokens };
  } finally {
    watch.free();
    session.forget();
  }
}
