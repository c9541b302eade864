import type { HatchSpec } from "../../charts/Hatch.tsx";
import type { Plot } from "../../charts/scales.ts";
import type { ClampedRange } from "../../curves/answer.ts";
import { fittedRange } from "../../sdsl/published.ts";
import { hatches } from "./texts.tsx";

/** Where the curve must be read with care: the plane had to be cut off, or no draft so small was fitted. */
export function draftHatches(s: Plot, ranges: readonly ClampedRange[]): readonly HatchSpec[] {
  const most = s.x.domain()[1] ?? fittedRange.smallestDraft;
  const cutBelow = ranges.find((range) => range.from <= (s.x.domain()[0] ?? 0))?.to;
  const cut = ranges.map(
    ({ from, to, clamp }): HatchSpec => ({
      x0: from,
      x1: to,
      color: "var(--warn)",
      label: hatches[clamp],
    }),
  );
  if ((cutBelow ?? 0) >= fittedRange.smallestDraft) return cut;
  const x1 = Math.min(most, fittedRange.smallestDraft);
  return [...cut, { x0: cutBelow, x1, label: hatches.unfitted }];
}
