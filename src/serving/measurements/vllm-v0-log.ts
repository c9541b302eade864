import { fromCounts } from "./measured.ts";
import { isCount, numberAfter } from "./numbers.ts";
import { Account, type Reader } from "./reader.ts";
import { rejoined } from "./source.ts";

const starts = (text: string) => text.includes("Speculative metrics:");

/** What vLLM V0 (0.6 to 0.9) logs: counts since the start, so that the line that counted most holds all. It
 *  counts a token as accepted even behind a rejected one: only the emitted tokens tell the run. */
export const vllmV0Log: Reader = {
  format: "vllm-v0-log",
  engine: "vllm",
  claims: (source) => source.text.includes("Speculative metrics:"),
  read: ({ lines }) => {
    const account = new Account();
    let most: Line | null = null;
    for (const line of rejoined(lines, starts, (text) => lineOf(text) !== null)) {
      if (!starts(line.text)) continue;
      const found = lineOf(line.text);
      if (found === null) account.refuse(line, "cut-line");
      else {
        account.used += 1;
        if (most !== null && found.gamma !== most.gamma) {
          account.refuseAll("several-lookaheads");
          return { used: account.used, rejected: account.rejected };
        }
        if (most === null || found.drafted > most.drafted) most = found;
      }
    }
    if (most === null) return { used: account.used, rejected: account.rejected };
    const rounds = most.drafted / most.gamma;
    const measurement = fromCounts("vllm-v0-log", {
      rounds,
      drafted: most.drafted,
      accepted: Math.max(0, most.emitted - rounds),
    });
    if (measurement === null) account.refuseAll("disagree");
    return { measurement, used: account.used, rejected: account.rejected };
  },
};

interface Line {
  readonly gamma: number;
  readonly drafted: number;
  readonly emitted: number;
}

function lineOf(text: string): Line | null {
  const gamma = numberAfter(text, "Number of speculative tokens");
  const drafted = numberAfter(text, "Number of draft tokens");
  const emitted = numberAfter(text, "Number of emitted tokens");
  const efficiency = numberAfter(text, "System efficiency");
  if (!isCount(gamma) || !isCount(drafted) || !isCount(emitted)) return null;
  // efficiency = emitted / (rounds · (gamma + 1)): a number that was cut contradicts it
  const expected = emitted / ((drafted / gamma) * (gamma + 1));
  if (efficiency !== undefined && Math.abs(efficiency - expected) > 0.002) return null;
  return { gamma, drafted, emitted };
}
