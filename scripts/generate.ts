import { parseArgs } from "node:util";
import { cpuEngine } from "../src/lm/cpu/engine.ts";
import { detokenizer } from "../src/lm/detokenize.ts";
import type { Iteration, Origin, Request, Session } from "../src/lm/engine.ts";
import { checkPair, type Model, promptTokens } from "../src/lm/model.ts";
import { findModel, readModels, runCommand, UsageError } from "./models.ts";

const help = `Writes a text with a target and a draft on the plain CPU engine, then again with the target alone.

  npm run generate -- [--target ID] [--draft ID] [--prompt TEXT] [--gamma N] [--temperature X]
                      [--top-p X] [--top-k N] [--seed N] [--length N] [--models DIR]

  --target ID       default: the largest model
  --draft ID        default: the second smallest; none for the target alone
  --prompt TEXT     default: "Once upon a time"
  --gamma N         lookahead: tokens drafted an iteration (default 4)
  --temperature X   0 is greedy (default 0.8)
  --top-p X         keep the likeliest tokens up to this mass, 1 keeps all (default 1)
  --top-k N         keep the N likeliest tokens, 0 keeps all (default 0)
  --seed N          0 to 4294967295 (default 1)
  --length N        tokens to write at most (default 200)
  --models DIR      default public/models

In a terminal, tokens show who wrote them: drafted and accepted plain, corrections and bonus tokens of
the target in colour.`;

const colours: Record<Origin, string> = {
  drafted: "",
  correction: "\x1b[31m",
  bonus: "\x1b[32m",
  target: "",
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: "string" },
      draft: { type: "string" },
      prompt: { type: "string", default: "Once upon a time" },
      gamma: { type: "string", default: "4" },
      temperature: { type: "string", default: "0.8" },
      "top-p": { type: "string", default: "1" },
      "top-k": { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
      length: { type: "string", default: "200" },
      models: { type: "string", default: "public/models" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const models = await readModels(values.models);
  const target =
    values.target === undefined ? models[models.length - 1] : findModel(models, values.target);
  const draft = chooseDraft(models, target, values.draft);
  const request: Request = {
    prompt: promptTokens(target, values.prompt),
    length: number("--length", values.length),
    sampling: {
      temperature: number("--temperature", values.temperature),
      topP: number("--top-p", values["top-p"]),
      topK: number("--top-k", values["top-k"]),
    },
    seed: number("--seed", values.seed),
    gamma: number("--gamma", values.gamma),
    eos: target.config.eos,
  };
  const engine = cpuEngine();
  const writer = await engine.open(target);
  const proposer = draft === null ? null : await engine.open(draft);
  const run = (session: Session | null, show: boolean) =>
    write(engine.generate(writer, session, request), target, show);
  // A first few tokens, not counted, let the compiler warm up for both.
  await write(
    engine.generate(writer, proposer, { ...request, length: Math.min(24, request.length) }),
    target,
    false,
  );
  process.stdout.write(values.prompt);
  const together = await run(proposer, true);
  process.stdout.write("\n\n");
  if (draft === null) {
    process.stdout.write(`${target.id} alone: ${speed(together)}\n`);
    return;
  }
  const alone = await run(null, false);
  process.stdout.write(`${report(target, draft, together, alone)}\n`);
  if (request.sampling.temperature === 0) {
    const same = together.tokens.join() === alone.tokens.join();
    process.stdout.write(
      same ? "Both texts are the same.\n" : "The texts differ: this is a bug.\n",
    );
    if (!same) process.exitCode = 1;
  }
}

function chooseDraft(
  models: readonly Model[],
  target: Model,
  id: string | undefined,
): Model | null {
  if (id === "none") return null;
  if (id !== undefined) {
    const draft = findModel(models, id);
    checkPair(target, draft);
    return draft;
  }
  const smaller = models.filter((m) => m.params < target.params);
  return smaller[1] ?? smaller[0] ?? null;
}

interface Written {
  tokens: number[];
  iterations: Iteration[];
  ms: number;
}

/** Runs a generation, with the text on stdout as it comes if `show`. */
async function write(
  run: AsyncIterable<Iteration>,
  { tokenizer }: Model,
  show: boolean,
): Promise<Written> {
  const written: Written = { tokens: [], iterations: [], ms: 0 };
  const text = detokenizer(tokenizer);
  const start = performance.now();
  for await (const iteration of run) {
    written.iterations.push(iteration);
    written.tokens.push(...iteration.tokens);
    if (!show) continue;
    for (const [i, token] of iteration.tokens.entries()) {
      const closing = i === iteration.tokens.length - 1 ? iteration.closing : null;
      print(text.push(token), closing?.origin ?? "drafted");
    }
  }
  written.ms = performance.now() - start;
  if (show) print(text.end(), "drafted");
  return written;
}

function print(piece: string, origin: Origin): void {
  const colour = process.stdout.isTTY ? colours[origin] : "";
  process.stdout.write(colour === "" ? piece : `${colour}${piece}\x1b[0m`);
}

function report(target: Model, draft: Model, together: Written, alone: Written): string {
  const verdicts = together.iterations.flatMap((iteration) => iteration.verdicts);
  const accepted = verdicts.filter((verdict) => verdict.accepted).length;
  const perIteration = together.tokens.length / together.iterations.length;
  const speedup = alone.ms / alone.tokens.length / (together.ms / together.tokens.length);
  return [
    `${target.id} with ${draft.id}: ${speed(together)}`,
    `${target.id} alone: ${speed(alone)}`,
    `Accepted ${accepted} of ${verdicts.length} judged proposals (${percent(accepted / verdicts.length)}), ` +
      `${perIteration.toFixed(2)} tokens an iteration, speedup ${speedup.toFixed(2)} (one run each).`,
    `By position, of those judged there: ${byPosition(together.iterations).join(" ")}`,
  ].join("\n");
}

/** The share of judged proposals that was accepted, for the 1st, 2nd, … of an iteration. */
function byPosition(iterations: readonly Iteration[]): string[] {
  const longest = Math.max(...iterations.map(({ verdicts }) => verdicts.length));
  return Array.from({ length: longest }, (_, i) => {
    const judged = iterations.flatMap(({ verdicts }) => verdicts.slice(i, i + 1));
    return percent(judged.filter(({ accepted }) => accepted).length / judged.length);
  });
}

const speed = ({ tokens, ms }: Written) =>
  `${tokens.length} tokens in ${ms.toFixed(0)} ms, ${((1000 * tokens.length) / ms).toFixed(0)} tokens/s`;

const percent = (share: number) => (Number.isNaN(share) ? "none" : `${(100 * share).toFixed(1)}%`);

function number(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new UsageError(`${name} is ${text}, it must be a number.`);
}

await runCommand(main);
