import { countKey, type Fields, numberIn, objectsWith } from "./json.ts";
import { fromCounts } from "./measured.ts";
import { sumOf } from "./numbers.ts";
import { Account, type Reader } from "./reader.ts";

const key = "predicted_n";

/** The `timings` of llama-server's answers (and of mlx-vlm's, which has the same). An iteration writes its
 *  accepted tokens and one more: iterations = written − accepted, where they are not counted. */
export const llamacppTimings: Reader = {
  format: "llamacpp-timings",
  engine: "llamacpp",
  claims: ({ text }) => text.includes(`"${key}"`),
  read: ({ text, json }) => {
    const account = new Account();
    const found = json.flatMap(({ value }) => objectsWith(value, key));
    const missing = countKey(text, key) - found.length;
    const timings = found.map(timingOf).filter((timing) => timing !== null);
    account.used = timings.length;
    const bad = missing + found.length - timings.length;
    if (bad > 0) account.refuseAll("bad-json", `${bad}`);
    const drafting = latest(timings).filter(({ drafted }) => drafted > 0);
    if (drafting.length === 0) {
      if (bad === 0) account.refuseAll("no-drafts");
      return { used: account.used, rejected: account.rejected };
    }
    const timed = drafting.every(({ ms }) => ms !== undefined);
    const measurement = fromCounts("llamacpp-timings", {
      rounds: sumOf(drafting, ({ rounds }) => rounds),
      drafted: sumOf(drafting, ({ drafted }) => drafted),
      accepted: sumOf(drafting, ({ accepted }) => accepted),
      seconds: timed ? sumOf(drafting, ({ ms }) => ms ?? 0) / 1e3 : undefined,
    });
    if (measurement === null) account.refuseAll("disagree");
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

interface Timing {
  /** What the chunks of one streamed answer have in common. */
  readonly prompt: string | undefined;
  readonly predicted: number;
  readonly ms: number | undefined;
  readonly drafted: number;
  readonly accepted: number;
  readonly rounds: number;
}

function timingOf(fields: Fields): Timing | null {
  const predicted = numberIn(fields, key);
  const drafted = numberIn(fields, "draft_n") ?? 0;
  const accepted = numberIn(fields, "draft_n_accepted") ?? 0;
  if (predicted === undefined || accepted > drafted) return null;
  return {
    prompt:
      numberIn(fields, "prompt_ms") === undefined
        ? undefined
        : `${fields.prompt_n} ${fields.prompt_ms}`,
    predicted,
    ms: numberIn(fields, "predicted_ms"),
    drafted,
    accepted,
    rounds: numberIn(fields, "draft_rounds") ?? predicted - accepted,
  };
}

/** A stream repeats its timings, each from the start of the answer: of one answer the last holds all. */
function latest(timings: readonly Timing[]): readonly Timing[] {
  const streams = new Map<string, Timing[]>();
  const alone: Timing[] = [];
  for (const timing of timings) {
    if (timing.prompt === undefined) alone.push(timing);
    else {
      const chunks = streams.get(timing.prompt);
      if (chunks === undefined) streams.set(timing.prompt, [timing]);
      else chunks.push(timing);
    }
  }
  const last = [...streams.values()].flatMap((chunks) => {
    const sorted = chunks.sort((a, b) => a.predicted - b.predicted);
    const grows = sorted.every((chunk, i) => {
      const before = sorted[i - 1];
      return (
        before === undefined ||
        (chunk.drafted >= before.drafted && chunk.accepted >= before.accepted)
      );
    });
    return grows ? sorted.slice(-1) : sorted;
  });
  return [...alone, ...last];
}
