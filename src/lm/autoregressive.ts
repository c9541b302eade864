import type { Iteration, Request, Session } from "./engine.ts";
import { Cached, checkRequest, finished, Stopwatch } from "./generation.ts";
import { Stream, uniform } from "./rng.ts";
import { draw, probabilities } from "./sampling.ts";

/** The baseline: the target writes alone, one token a pass. The first iteration takes the whole prompt.
 *  Throws RangeError or ContextLimitError for a request that can't be met. */
export async function* autoregress(target: Session, request: Request): AsyncGenerator<Iteration> {
  checkRequest(request, target.context);
  const tokens = [...request.prompt];
  const cached = new Cached(target);
  for (;;) {
    if (request.signal?.aborted) return;
    const watch = new Stopwatch();
    const position = tokens.length;
    if (position === request.prompt.length && position > 1) {
      await cached.extend(tokens.slice(0, -1));
      watch.lap("prefill");
    }
    const [logits] = await cached.extend(tokens);
    watch.lap("verify");
    const p = probabilities(logits, request.sampling);
    const u = uniform(request.seed, Stream.target, position);
    const token = draw(p, u);
    tokens.push(token);
    watch.lap("decide");
    const finish = finished(tokens, request, target.context);
    yield {
      position,
      tokens: [token],
      gamma: 0,
      proposals: [],
      verdicts: [],
      closing: { token, origin: "target", u, p: p[token] },
      spans: watch.spans,
      distributions: request.distributions ? { q: [], p: [p], residual: null } : undefined,
      finish,
    };
    if (finish !== null) return;
  }
}
