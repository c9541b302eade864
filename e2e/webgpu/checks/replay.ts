import type { Iteration, Request } from "../../../src/lm/engine.ts";
import { collect } from "../../../src/lm/fixtures/enumerate.ts";
import { Stream, uniform } from "../../../src/lm/rng.ts";
import { draw, plain, type Sampling } from "../../../src/lm/sampling.ts";
import { familyIds, familyModel } from "./family.ts";
import { sharedEngine, usualTarget } from "./shared.ts";

/** Replays a generation's decisions on the CPU from the seed and the distributions: what differs, and
 *  how many of each kind there were. */
export async function replay({
  target: id = usualTarget,
  length = 150,
  sampling,
  seed,
}: {
  target?: string;
  length?: number;
  sampling: Partial<Sampling>;
  seed: number;
}) {
  const ids = await familyIds();
  const gpu = await sharedEngine();
  const target = await gpu.open(await familyModel(id));
  const draft = await gpu.open(await familyModel(ids[1]));
  const request: Request = {
    prompt: [0, 300, 301],
    length,
    sampling: { ...plain, ...sampling },
    seed,
    gamma: 4,
    eos: [],
    distributions: true,
  };
  const wrong: string[] = [];
  const kinds: Record<string, number> = {};
  for (const iteration of await collect(gpu.generate(target, draft, request))) {
    wrong.push(...differences(iteration, request));
    const kind = iteration.closing?.origin ?? "none";
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  // The trace without distributions is the same, several iterations a submit.
  const again = await collect(
    gpu.generate(target, draft, { ...request, distributions: false, gamma: () => 4 }),
  );
  const first = await collect(gpu.generate(target, draft, request));
  const bare = (all: Iteration[]) =>
    all.map(({ spans: _, distributions: __, ...rest }) => JSON.stringify(rest)).join("\n");
  if (bare(again) !== bare(first)) wrong.push("a second run decided otherwise");
  target.close();
  draft.close();
  return { wrong, kinds };
}

/** What the CPU, given the distributions, would have decided otherwise in an iteration. */
export function differences(iteration: Iteration, { seed }: Request): string[] {
  const { position, proposals, verdicts, closing, tokens, distributions } = iteration;
  if (distributions === undefined) return ["no distributions"];
  const { p, q, residual } = distributions;
  const wrong: string[] = [];
  const kept: number[] = [];
  const hold = (what: string, given: unknown, wanted: unknown) => {
    if (!Object.is(given, wanted))
      wrong.push(`position ${position}, ${what}: ${given}, not ${wanted}`);
  };
  for (const [i, { token, q: mass }] of proposals.entries()) {
    wrong.push(...drawn(q[i], uniform(seed, Stream.draft, position + i), token));
    hold("q", mass, q[i][token]);
    if (i >= verdicts.length) continue;
    hold("coin", verdicts[i].coin, uniform(seed, Stream.accept, position + i));
    hold("p", verdicts[i].p, p[i][token]);
    // The product is rounded to float32 on the device.
    const accepted = Math.fround(verdicts[i].coin * mass) < verdicts[i].p;
    hold("accepted", verdicts[i].accepted, accepted);
    if (accepted) kept.push(token);
  }
  if (closing === null) return [...wrong, "no closing token"];
  const at = position + kept.length;
  const corrects = kept.length < verdicts.length;
  hold("origin", closing.origin, corrects ? "correction" : "bonus");
  hold("u", closing.u, uniform(seed, corrects ? Stream.residual : Stream.target, at));
  const from = residual ?? p[p.length - 1];
  wrong.push(...drawn(from, closing.u, closing.token));
  hold("mass", closing.p, from[closing.token]);
  hold("tokens", tokens.join(), [...kept, closing.token].join());
  if (residual !== null) {
    const i = verdicts.length - 1;
    const rest = p[i].map((mass, v) => Math.max(mass - q[i][v], 0));
    const total = rest.reduce((sum, mass) => sum + mass, 0);
    for (const [v, mass] of rest.entries()) {
      if (Math.abs(mass / total - residual[v]) > 1e-5)
        hold(`residual ${v}`, residual[v], mass / total);
    }
  }
  return wrong;
}

/** Sums are made in another order on the device: a token whose range ends within rounding of u is right
 *  too. */
function drawn(weights: Float32Array, u: number, token: number): string[] {
  if (draw(weights, u) === token) return [];
  if (weights[token] > 0) {
    const total = weights.reduce((sum, mass) => sum + mass, 0);
    let before = 0;
    for (let v = 0; v < token; v++) before += weights[v];
    const threshold = u * total;
    if (threshold > before - 1e-6 && threshold < before + weights[token] + 1e-6) return [];
  }
  return [`u = ${u} drew ${token}, not ${draw(weights, u)}`];
}
