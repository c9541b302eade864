import type { Iteration } from "../lm/engine.ts";
import { LabError } from "./failure.ts";
import { type Pair, requestOf, type Task } from "./pair.ts";
import type { Magnified } from "./protocol.ts";
import { textWriter } from "./texts.ts";
import { write } from "./write.ts";

/** Tokens that a row shows. */
const shown = 8;

/** Runs the iteration at `position` of a text once more and keeps its distributions. Every decision is a
 *  function of the text before it, the seed and the position, so it comes out as it did then.
 *  `text`: prompt and tokens, at least up to the position. Throws LabError "settings" for a position
 *  outside. */
export async function magnify(
  pair: Pair,
  task: Task,
  text: readonly number[],
  position: number,
  gamma: number,
): Promise<Magnified> {
  const first = task.prompts[0].length;
  const end = first + task.length;
  if (
    !Number.isInteger(position) ||
    position < first ||
    position > text.length ||
    position >= end
  ) {
    throw new LabError(
      "settings",
      `position is ${position}, this text was written from ${first} to ${Math.min(text.length, end - 1)}.`,
    );
  }
  const stopper = new AbortController();
  const prompt = text.slice(0, position);
  const request = {
    ...requestOf(task, 0, gamma, stopper.signal),
    prompt,
    length: end - position,
    distributions: true,
  };
  const onIteration = () => stopper.abort();
  const { engine, target, draft } = pair;
  const { iterations } = await write(engine, target.session, draft.session, request, onIteration);
  return explain(iterations[0], pair, prompt);
}

function explain(iteration: Iteration, { target }: Pair, prompt: readonly number[]): Magnified {
  const { tokenizer } = target.model;
  const { proposals, verdicts, closing, distributions, position } = iteration;
  const { texts, proposed } = textWriter(tokenizer, prompt)(iteration);
  const name = (token: number) => tokenizer.decode([token]) || (tokenizer.tokens.get(token) ?? "");
  return {
    position,
    rows: verdicts.map(({ p, coin, accepted }, i) => ({
      proposal: proposed[i] || name(proposals[i].token),
      p,
      q: proposals[i].q,
      coin,
      accepted,
      top:
        distributions === undefined
          ? []
          : topTokens(distributions.p[i], distributions.q[i], name, proposals[i].token),
    })),
    closing: closing && {
      text: texts[texts.length - 1] || name(closing.token),
      origin: closing.origin,
      u: closing.u,
      p: closing.p,
    },
  };
}

/** The tokens with the most mass in p or in q, the proposed one among them. */
function topTokens(
  p: Float32Array,
  q: Float32Array,
  name: (token: number) => string,
  proposal: number,
): Magnified["rows"][number]["top"] {
  const rest = p.map((mass, v) => Math.max(mass - q[v], 0));
  const total = rest.reduce((sum, mass) => sum + mass, 0);
  const mass = (v: number) => (v === proposal ? Number.POSITIVE_INFINITY : Math.max(p[v], q[v]));
  const ranked = Array.from(p.keys())
    .filter((v) => mass(v) > 0)
    .sort((a, b) => mass(b) - mass(a) || a - b);
  return ranked
    .slice(0, shown)
    .sort((a, b) => Math.max(p[b], q[b]) - Math.max(p[a], q[a]) || a - b)
    .map((v) => ({
      text: name(v),
      p: p[v],
      q: q[v],
      residual: total > 0 ? rest[v] / total : 0,
    }));
}
