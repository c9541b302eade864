import { expect } from "./harness.ts";

/** What a check found that compares numbers; see checks/compare.ts. */
export interface Difference {
  readonly off: number;
  readonly report: string;
}

/** That numbers were compared, and that none is off. */
export function expectNone(differences: readonly Difference[]): void {
  expect(differences.length).toBeGreaterThan(0);
  for (const { off, report } of differences) expect(off, report).toBe(0);
}

const closed = "device-lost: The GPU device was closed. Start again to open a new one.";

/** What is found where a device is lost: one error, whatever was underway, and a new engine that goes on. */
export const survived = {
  during: [closed, closed, closed],
  pass: closed,
  open: closed,
  lost: "destroyed",
  tokens: 40,
};
