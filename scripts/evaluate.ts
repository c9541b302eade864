import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { CpuSession } from "../src/lm/cpu/engine.ts";
import {
  choosePrefixes,
  type Prefix,
  positions,
  scoreWindow,
  splitDocuments,
  type WindowScore,
  windows,
} from "../src/lm/evaluate.ts";
import type { Model } from "../src/lm/model.ts";
import { sameTokenizer } from "../src/lm/tokenizer.ts";
import { findModel, readBytes, readModels, runCommand, UsageError } from "./models.ts";

const help = `Scores models on a text, and drafts against a target.

  npm run evaluate -- --text FILE [--json] [--models DIR] [--target ID] [--prefixes N] [--threads N]

  --text FILE     UTF-8 text; lines that hold only <|endoftext|> separate documents
  --json          print one JSON object and nothing else (npm prints lines of its own before it,
                  unless it is called as npm run -s evaluate)
  --models DIR    folder with a subfolder for each model (default public/models)
  --target ID     the target of all pairs (default: the largest model)
  --prefixes N    places to draft from for the acceptance by position (default 500)
  --threads N     processes to share the work (default: one a core)

Each document is scored alone as <|endoftext|> + its tokens + <|endoftext|>, in windows of the context
length (the shortest one of the models) without overlap. Every token but the first of a window is
predicted; nats are averaged over all predicted tokens of the file.

A pair is the target with any other model of the same tokenizer.
  alpha         Σ_v min(p(v), q(v)) at temperature 1, averaged over all predicted tokens of the file:
                the expected acceptance along the file's own text
  alpha_greedy  share of predicted tokens at which both models rank the same token first
  by_position   for i = 1 to ${positions}, the probability that speculative decoding at temperature 1 accepts
                the i-th drafted token, given that it accepted the ones before: drafts are sampled (with a
                fixed seed) after N prefixes chosen at random from the file, and at each position the
                expected acceptance Σ_v min(p, q) is averaged with the probability of having come so far as
                its weight. Null where no draft came so far.`;

interface Job {
  folder: string;
  groups: { ids: string[]; paired: boolean; context: number }[];
  tasks: Task[];
}
interface Task {
  group: number;
  tokens: number[];
  prefixes: Prefix[];
}
const seed = 1;
const workerFlag = "--work-for-parent";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      text: { type: "string" },
      json: { type: "boolean", default: false },
      models: { type: "string", default: "public/models" },
      target: { type: "string" },
      prefixes: { type: "string", default: "500" },
      threads: { type: "string", default: String(availableParallelism()) },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return;
  }
  if (values.text === undefined)
    throw new UsageError("--text FILE is missing. --help explains it.");
  const documents = splitDocuments(decode(readBytes(values.text), values.text));
  if (documents.length === 0) throw new UsageError(`${values.text} holds no text to score.`);
  const prefixes = wholeNumber("--prefixes", values.prefixes, 0, 1e6);
  const threads = wholeNumber("--threads", values.threads, 1, 256);

  const models = await readModels(values.models);
  const target =
    values.target === undefined ? models[models.length - 1] : findModel(models, values.target);
  const context = Math.min(...models.map((m) => m.config.context), 2048);
  const groups = groupByTokenizer(target, models);
  const tasks = groups.flatMap((members, group) => {
    const texts = documents.flatMap((text) => windows(framed(members[0], text), context));
    const chosen = choosePrefixes(texts, context, group === 0 ? prefixes : 0, seed);
    return texts.map((tokens, i): Task => ({ group, tokens, prefixes: chosen[i] }));
  });
  const scores = await scoreAll(
    {
      folder: values.models,
      groups: groups.map((g, i) => ({ ids: g.map((m) => m.id), paired: i === 0, context })),
      tasks,
    },
    threads,
  );
  const report = summarise(groups, tasks, scores, models);
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report));
}

/** Models that share a tokenizer, the target's group and the target itself first. */
function groupByTokenizer(target: Model, models: readonly Model[]): Model[][] {
  const groups: Model[][] = [[target]];
  for (const model of models) {
    if (model === target) continue;
    const fits = ([first]: Model[]) =>
      first.config.vocab === model.config.vocab &&
      sameTokenizer(first.tokenizer, model.tokenizer).same;
    const group = groups.find(fits);
    if (group === undefined) groups.push([model]);
    else group.push(model);
  }
  return groups;
}

function framed({ id, config, tokenizer }: Model, text: string): number[] {
  const end = tokenizer.idOf("<|endoftext|>") ?? config.eos[0];
  if (end === undefined) throw new UsageError(`${id} has no token that ends a text.`);
  return [end, ...tokenizer.encode(text), end];
}

/** Scores all tasks in processes of their own (tsx doesn't reach into worker threads); the scores come
 *  in the order of the tasks, so that sums don't depend on the number of processes. */
async function scoreAll(job: Job, threads: number): Promise<WindowScore[]> {
  const scores = new Array<WindowScore>(job.tasks.length);
  let done = 0;
  let shown = 0;
  const run = (share: number[]) =>
    new Promise<void>((resolve, reject) => {
      const child = fork(import.meta.filename, [workerFlag]);
      let at = 0;
      child.on("message", (score: WindowScore) => {
        scores[share[at++]] = score;
        done++;
        if (at === share.length) child.disconnect();
        if (process.stderr.isTTY && performance.now() - shown > 200) {
          shown = performance.now();
          process.stderr.write(`\r${done} of ${scores.length} windows `);
        }
      });
      child.on("error", reject);
      child.on("exit", () => {
        if (at === share.length) resolve();
        else reject(new UsageError("A process that was scoring stopped early."));
      });
      child.send({ ...job, tasks: share.map((i) => job.tasks[i]) } satisfies Job);
    });
  const count = Math.min(threads, job.tasks.length);
  const shares = Array.from({ length: count }, (_, w) =>
    [...job.tasks.keys()].filter((i) => i % count === w),
  );
  await Promise.all(shares.map(run));
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  return scores;
}

async function work({ folder, groups, tasks }: Job): Promise<void> {
  const models = await readModels(folder);
  const sessions = groups.map(({ ids, context }) =>
    ids.map((id) => new CpuSession(findModel(models, id), { context })),
  );
  for (const { group, tokens, prefixes } of tasks) {
    const { paired } = groups[group];
    process.send?.(scoreWindow(sessions[group], tokens, { paired, prefixes, seed }));
  }
}

interface Report {
  models: {
    id: string;
    params: number;
    params_non_embedding: number;
    bytes: number;
    tokens: number;
    nats_per_token: number;
    perplexity: number;
  }[];
  pairs: {
    target: string;
    draft: string;
    alpha: number;
    alpha_greedy: number;
    by_position: (number | null)[];
  }[];
}

function summarise(
  groups: readonly Model[][],
  tasks: readonly Task[],
  scores: readonly WindowScore[],
  models: readonly Model[],
): Report {
  const own = groups.map((_, g) => scores.filter((_, i) => tasks[i].group === g));
  const total = (all: readonly WindowScore[], of: (s: WindowScore) => number) =>
    all.reduce((sum, score) => sum + of(score), 0);
  const rows = groups.flatMap((members, g) => {
    const tokens = total(own[g], (s) => s.predicted);
    return members.map((model, m) => {
      const nats = total(own[g], (s) => s.nats[m]) / tokens;
      return {
        id: model.id,
        params: model.params,
        params_non_embedding: model.paramsNonEmbedding,
        bytes: model.bytes,
        tokens,
        nats_per_token: nats,
        perplexity: Math.exp(nats),
      };
    });
  });
  const [target, ...drafts] = groups[0];
  const predicted = total(own[0], (s) => s.predicted);
  const pairs = drafts.map((draft, d) => ({
    target: target.id,
    draft: draft.id,
    alpha: total(own[0], (s) => s.overlap[d]) / predicted,
    alpha_greedy: total(own[0], (s) => s.agreed[d]) / predicted,
    by_position: Array.from({ length: positions }, (_, i) => {
      const reached = total(own[0], (s) => s.byPosition[d].reached[i]);
      return reached > 0 ? total(own[0], (s) => s.byPosition[d].accepted[i]) / reached : null;
    }),
  }));
  const order = (id: string) => models.findIndex((m) => m.id === id);
  return { models: rows.sort((a, b) => order(a.id) - order(b.id)), pairs };
}

function table({ models, pairs }: Report): string {
  const width = Math.max(...models.map(({ id }) => id.length), 6);
  const lines = [`${"model".padEnd(width)}      params   predicted   nats/token   perplexity`];
  for (const m of models) {
    lines.push(
      m.id.padEnd(width) +
        m.params.toLocaleString("en-US").padStart(12) +
        m.tokens.toLocaleString("en-US").padStart(12) +
        m.nats_per_token.toFixed(4).padStart(13) +
        m.perplexity.toFixed(3).padStart(13),
    );
  }
  if (pairs.length > 0) {
    lines.push("", `target ${pairs[0].target}`);
    lines.push(`${"draft".padEnd(width)}   alpha   greedy   by position 1 to ${positions}`);
  }
  for (const p of pairs) {
    const shares = p.by_position.map((a) => (a === null ? "   – " : a.toFixed(3)));
    lines.push(
      `${p.draft.padEnd(width)}   ${p.alpha.toFixed(3)}   ${p.alpha_greedy.toFixed(3)}    ${shares.join(" ")}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== "")
    return value;
  throw new UsageError(`${name} is ${text}, it must be a whole number from ${least} to ${most}.`);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${path} is not UTF-8 text.`);
  }
}

if (process.argv[2] === workerFlag)
  process.once("message", (job: Job) => runCommand(() => work(job)));
else await runCommand(main);
