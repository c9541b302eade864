import { type Prediction, predictions, type Score, score } from "./predict.ts";

export const groupNames = ["stack", "below", "above", "hardware"] as const;
/** Scored rows whose stack is known; of these the ones that lost and the others; and all whose hardware
 *  is known, those without a stack by the roofline. */
export type GroupName = (typeof groupNames)[number];

/** One group by the datasheet and by the stack. */
export interface Group {
  readonly name: GroupName;
  readonly datasheet: Score;
  readonly stack: Score;
}

const scored = predictions.filter((prediction) => prediction.scored);
const staged = scored.filter(({ speedups }) => speedups.stack !== undefined);

const members: Readonly<Record<GroupName, readonly Prediction[]>> = {
  stack: staged,
  below: staged.filter(({ row }) => row.speedup < 1),
  above: staged.filter(({ row }) => row.speedup >= 1),
  hardware: scored.filter(({ speedups }) => speedups.roofline !== undefined),
};

/** The stack's prediction, or the roofline's where no stack is known. */
const asFarAsKnown = (prediction: Prediction): Prediction => ({
  ...prediction,
  speedups: {
    ...prediction.speedups,
    stack: prediction.speedups.stack ?? prediction.speedups.roofline,
  },
});

/** The errors of both, group by group; a group without rows is left out. */
export const groups: readonly Group[] = groupNames.flatMap((name) => {
  const rows = members[name].map(asFarAsKnown);
  const [datasheet, stack] = [score("roofline", rows), score("stack", rows)];
  return datasheet && stack ? [{ name, datasheet, stack }] : [];
});

/** Rows whose stack is known, in the order of the file. */
export const stagedRows: readonly Prediction[] = staged;
