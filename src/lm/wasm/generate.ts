import { breathing } from "../cpu/breathing.ts";
import type { Iteration, Request, Span } from "../engine.ts";
import { checkRequest, currentGamma, finished } from "../generation.ts";
import type { Heap } from "./heap.ts";
import type { Kernels } from "./instance.ts";
import { Job, written } from "./job.ts";
import { readIteration, readToken } from "./record.ts";
import { checkTokens, type WasmSession } from "./session.ts";

/** How long a call of the kernels may write on, ms: half a frame. */
const patience = 8;
/** Tokens of a prompt that are passed in one call. */
const stretch = 64;

/** lm/autoregressive.ts with the loop inside WebAssembly: several tokens a call. */
export async function* autoregress(
  kernels: Kernels,
  heap: Heap,
  target: WasmSession,
  request: Request,
): AsyncGenerator<Iteration> {
  checkRequest(request, target.context);
  checkTokens(request.prompt, target.config.vocab);
  const tokens = [...request.prompt];
  const end = Math.min(tokens.length + request.length, target.context);
  const job = new Job(kernels, heap, target, null, request);
  try {
    job.reserve(0, tokens);
    const prefill = await readPrompt(job, [target], request);
    while (!request.signal?.aborted) {
      const most = request.distributions ? 1 : end - tokens.length;
      const record = job.write(most, patience).slice();
      for (let i = 0; i < record.length; i += written) {
        // What was written ahead is dropped where the caller stops.
        if (request.signal?.aborted) return;
        const token = readToken(record.subarray(i), tokens.length);
        tokens.push(...token.tokens);
        const finish = finished(tokens, request, target.context);
        const p = request.distributions ? job.distributions("p", 1) : null;
        yield {
          ...token,
          spans: [...prefill.splice(0), ...token.spans],
          distributions: p === null ? undefined : { q: [], p, residual: null },
          finish,
        };
        if (finish !== null) return;
      }
    }
  } finally {
    job.free();
  }
}

/** lm/speculative.ts with an iteration inside WebAssembly. */
export async function* speculate(
  kernels: Kernels,
  heap: Heap,
  target: WasmSession,
  draft: WasmSession,
  request: Request,
): AsyncGenerator<Iteration> {
  const context = Math.min(target.context, draft.context);
  checkRequest(request, context);
  if (target.config.vocab !== draft.config.vocab) {
    throw new RangeError(
      `the draft scores ${draft.config.vocab} tokens, the target ${target.config.vocab}; they must share one vocabulary`,
    );
  }
  checkTokens(request.prompt, target.config.vocab);
  const tokens = [...request.prompt];
  const end = Math.min(tokens.length + request.length, context);
  const job = new Job(kernels, heap, target, draft, request);
  try {
    job.reserve(0, tokens);
    const prefill = await readPrompt(job, [target, draft], request);
    while (!request.signal?.aborted) {
      // An iteration adds at most γ + 1 tokens; more than are wanted would be work for nothing.
      const gamma = Math.min(currentGamma(request), end - tokens.length - 1);
      job.reserve(gamma, tokens);
      const { residual, ...iteration } = readIteration(job.speculate(gamma), tokens.length);
      tokens.push(...iteration.tokens);
      const finish = finished(tokens, request, context);
      const judged = iteration.verdicts.length + (iteration.closing?.origin === "bonus" ? 1 : 0);
      yield {
        ...iteration,
        spans: [...prefill.splice(0), ...iteration.spans],
        distributions: request.distributions
          ? {
              q: job.distributions("q", gamma),
              p: job.distributions("p", judged),
              residual: residual ? job.distributions("residual", 1)[0] : null,
            }
          : undefined,
        finish,
      };
      if (finish !== null) return;
    }
  } finally {
    job.free();
  }
}

/** Fills the caches with the prompt but for its last token, unless the signal says stop. Resolves to
 *  the span that it took, if there was anything to fill. */
async function readPrompt(
  job: Job,
  sessions: readonly WasmSession[],
  { prompt, signal }: Request,
): Promise<Span[]> {
  const count = prompt.length - 1;
  const start = performance.now();
  async function* stretches() {
    for (const session of sessions) {
      for (let at = 0; at < count && !signal?.aborted; at += stretch) {
        job.fill(session, at, Math.min(stretch, count - at));
        yield;
      }
    }
  }
  for await (const _ of breathing(stretches()));
  job.begin(prompt.length, count);
  return count > 0 ? [{ phase: "prefill", start, end: performance.now() }] : [];
}
