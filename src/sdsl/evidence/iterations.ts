import { type PairTimes, pairTimes } from "../serving/iteration.ts";
import { machineFor } from "../serving/machine.ts";
import { stacks } from "../serving/stacks.ts";
import { assumedContext, assumptionFor, type KnownDevice } from "./assumptions.ts";
import { type MeasuredRow, measuredRows } from "./measured.ts";
import { shapes } from "./shapes.ts";

/** What an iteration with a separate draft took beyond its passes, for each token drafted. */
export interface OwnCost {
  readonly id: string;
  readonly author: string;
  /** Of one iteration: tokens an iteration · the time of a token. */
  readonly iterationSeconds: number;
  readonly gamma: number;
  /** Beyond γ draft steps and a verification as the stack takes them; below 0 where these are too dear. */
  readonly perDraftSeconds: number;
}

/** The passes of a row by its stack, without any cost of speculation; undefined where its stack isn't
 *  known. */
export function stackTimes(row: MeasuredRow): PairTimes | undefined {
  const { device, stack, pair, dtype, draftDtype } = assumptionFor(row.id);
  if (device === undefined || stack === undefined || pair === undefined) return undefined;
  return pairTimes({
    ...pair,
    machine: machineFor(device.hardware(dtype), { stack }),
    load: { batch: row.batch ?? 1, context: assumedContext, dtype },
    draftDtype,
    overheadSeconds: 0,
  });
}

function ownCost(
  id: string,
  author: string,
  iterationSeconds: number,
  gamma: number,
  { draftStep, verification }: PairTimes,
): OwnCost {
  const passes = gamma * draftStep + verification(gamma + 1).seconds;
  const perDraftSeconds = (iterationSeconds - passes) / gamma;
  return { id, author, iterationSeconds, gamma, perDraftSeconds };
}

/** Where the same batch's own time without speculation is printed, an iteration's follows. */
function fromRow(row: MeasuredRow): readonly OwnCost[] {
  const { author, drafted } = assumptionFor(row.id);
  const times = stackTimes(row);
  const gamma = drafted?.value ?? row.gamma;
  const alone = row.targetMs ?? alike(row)?.targetMs;
  if (!times || !author || !gamma || row.tokens === undefined || alone === undefined) return [];
  const seconds = (row.tokens * alone * 1e-3) / row.speedup;
  return [ownCost(row.id, author, seconds, gamma, times)];
}

/** The row of the same engine and batch at another lookahead. */
function alike(row: MeasuredRow): MeasuredRow | undefined {
  return measuredRows.find(
    (other) => row.id.startsWith(`${other.id}-`) && other.batch === row.batch,
  );
}

const m5Pro: KnownDevice = {
  label: "M5 Pro",
  hardware: () => ({ GBps: 307, TFLOPs: 8.3, us: 100 }),
  source: "Apple, 2026 (bandwidth); peak of the M4 Pro's cores assumed",
};

/** vllm-project/vllm-metal#481: Qwen3-8B with Qwen3-0.6B in bf16 on an M5 Pro, three tokens ahead: 2.95
 *  tokens an iteration at 21.53 tokens a second. */
const vllmMetal = ownCost(
  "vllm-metal-481",
  "vllm-metal-481",
  2.95 / 21.53,
  3,
  pairTimes({
    target: shapes.qwen3_8b,
    draft: shapes.qwen3_06b,
    machine: machineFor(m5Pro.hardware("bf16"), { stack: stacks.mlx }),
    load: { batch: 1, context: assumedContext, dtype: "bf16" },
    overheadSeconds: 0,
  }),
);

/** Every published time of an iteration with a separate draft on a stack that is known. */
export const ownCosts: readonly OwnCost[] = [...measuredRows.flatMap(fromRow), vllmMetal];

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/** Seconds a drafted token beyond its passes: the median over authors, each by the median of its rows,
 *  one of them left out. Never below 0. */
export function ownCostWithout(author?: string): number {
  const authors = [...new Set(ownCosts.map((each) => each.author))].filter((a) => a !== author);
  const each = authors.map((name) =>
    median(
      ownCosts
        .filter((cost) => cost.author === name)
        .map(({ perDraftSeconds }) => Math.max(0, perDraftSeconds)),
    ),
  );
  return median(each);
}
