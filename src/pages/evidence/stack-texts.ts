import type { GroupName } from "../../sdsl/evidence/groups.ts";

/** Texts of the comparison of stack and datasheet. */
export const stackErrors = {
  caption: "What stacks reach against the datasheet",
  rowsCaption: "Rows whose stack is known",
  columns: {
    group: "Scored rows",
    rows: "Rows",
    datasheet: "Datasheet",
    stack: "Stack",
    median: "Median",
    row: "Row",
    on: "Taken for",
    measured: "Measured",
  },
  groups: {
    stack: "Whose stack is known",
    below: "of these, slower than no speculation",
    above: "of these, faster",
    hardware: "Whose hardware is known",
  } satisfies Record<GroupName, string>,
  note: "Mean of |predicted / measured − 1|, and its median. The stack's constants are fitted to plain decoding; a row's own source has no part in what speculating is taken to cost. A TPU has no stack here: its twelve rows stay with the roofline in the last line. The form of the cost, and the kernels for few rows, were chosen after a look at these rows, so the errors are a little kind.",
  own: (ms: string) =>
    `By these rows and one more, a token drafted by a separate model costs ${ms} ms beside its pass: sampling, copies, launches that a plain pass hides. The sources disagree, from none to 8 ms, and an eager loop takes 17: a server of today may well be at the low end.`,
} as const;
