import type { Gpu } from "./gpu.ts";
import type { Sampler } from "./sampler.ts";
import type { GpuSession } from "./session.ts";
import { Stopwatch } from "./stopwatch.ts";

/** Proposals of an iteration while both ways are timed. */
const gamma = 4;

/** Whether a small draft proposes faster in one dispatch of one workgroup than by passes, on this device.
 *  The session's tape is overwritten. */
export async function soloPays(gpu: Gpu, session: GpuSession, sampler: Sampler): Promise<boolean> {
  const { network, tape } = session;
  const { propose, solo } = await sampler.prepare(network, network, session.solo);
  if (propose === null || solo === null) return false;
  const { all } = await network.pass(1);
  const sampling = { temperature: 0, topK: 0, topP: 1 };
  const request = { prompt: [0], length: 1, sampling, seed: 0, gamma, eos: [] };
  tape.start(request, session.context);
  const watch = new Stopwatch(gpu);
  try {
    const alone = tape.step({ offset: 0, index: gamma, row: 0 });
    const steps = Array.from({ length: gamma }, (_, index) =>
      tape.step({ offset: index - 1, index, row: 0 }),
    );
    const whole = await watch.time((pass) => sampler.encode(pass, solo, tape, alone));
    const passes = await watch.time((pass) => {
      for (const step of steps) {
        network.encode(pass, all, tape, step, 1);
        sampler.encode(pass, propose, tape, step);
      }
    });
    return whole < passes;
  } finally {
    watch.free();
    session.forget();
  }
}
