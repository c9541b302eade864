import type { Iteration, Request } from "../../../src/lm/engine.ts";
import { collect } from "../../../src/lm/fixtures/enumerate.ts";
import { plain } from "../../../src/lm/sampling.ts";
import { createWebGpuEngine } from "../../../src/lm/webgpu/engine.ts";
import type { GpuSession } from "../../../src/lm/webgpu/session.ts";
import { readShapes, usualShapes } from "../../../src/lm/webgpu/shape.ts";
import { familyModel } from "./family.ts";

/** Opens a target and a small draft on engines with one memory: what it holds after the first, what the
 *  second asked for and wrote, and whether a memory of nonsense is passed over. */
export async function remembered() {
  const kept = new Map<string, unknown>();
  const written: string[][] = [];
  for (let visit = 0; visit < 3; visit++) {
    const writes: string[] = [];
    written.push(writes);
    if (visit === 2) for (const key of kept.keys()) kept.set(key, { one: "?" });
    const memory = {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: unknown) => {
        writes.push(key);
        kept.set(key, JSON.parse(JSON.stringify(value)));
      },
    };
    const engine = await createWebGpuEngine({ memory });
    const target = await engine.open(await familyModel("stories-188k"));
    const draft = await engine.open(await familyModel("stories-19k"));
    const shapes = engine.shapesOf(target);
    if (readShapes(JSON.parse(JSON.stringify(shapes))) === null) throw new Error("no shapes");
    const request = {
      prompt: [0],
      length: 24,
      sampling: { temperature: 0, topK: 0, topP: 1 },
      seed: 1,
      gamma: 3,
      eos: [],
    };
    let tokens = 0;
    for await (const iteration of engine.generate(target, draft, request))
      tokens += iteration.tokens.length;
    if (tokens !== 24) throw new Error(`${tokens} tokens`);
    engine.close();
  }
  return written.map((keys) => keys.length);
}

/** How many tokens a dispatch may draft once that was measured, and which limits let the same draft
 *  decide otherwise than all its proposals in one dispatch, with quads and without. */
export async function bounded() {
  const measured: number[] = [];
  const differing: string[] = [];
  for (const quad of [true, false]) {
    const engine = await createWebGpuEngine({ shapes: usualShapes(true, quad) });
    const target = await engine.open(await familyModel("stories-188k"));
    const draft = (await engine.open(await familyModel("stories-53k"))) as GpuSession;
    if (draft.solo === null) throw new Error("the draft does not propose alone");
    measured.push(draft.solo.tokens);
    const written: string[] = [];
    for (const tokens of [64, 1, 2, 3, 5]) {
      draft.solo.tokens = tokens;
      const request: Request = {
        prompt: [0, 300, 301],
        length: 60,
        sampling: plain,
        seed: 5,
        gamma: 6,
        eos: [],
      };
      written.push(decisions(await collect(engine.generate(target, draft, request))));
      if (written[0] !== written.at(-1)) differing.push(`${tokens} a dispatch, quads: ${quad}`);
    }
    engine.close();
  }
  return { measured, differing };
}

const decisions = (iterations: Iteration[]) =>
  iterations.map(({ spans: _, ...rest }) => JSON.stringify(rest)).join("\n");
