import { Hatch } from "../../charts/Hatch.tsx";
import type { Plot } from "../../charts/scales.ts";
import type { ClampedRange } from "../../curves/answer.ts";
import { fittedRange } from "../../sdsl/published.ts";
import { hatches } from "./texts.tsx";

/** Where the curve must be read with care: the plane had to be cut off, or no draft so small was fitted. */
export function DraftHatches({ s, ranges }: { s: Plot; ranges: readonly ClampedRange[] }) {
  const most = s.x.domain()[1] ?? fittedRange.smallestDraft;
  const cutBelow = ranges.find((range) => range.from <= (s.x.domain()[0] ?? 0))?.to;
  return (
    <>
      {ranges.map((range) => (
        <Hatch
          key={range.clamp}
          s={s}
          x0={range.from}
          x1={range.to}
          color="var(--warn)"
          label={hatches[range.clamp]}
        />
      ))}
      {(cutBelow ?? 0) < fittedRange.smallestDraft && (
        <Hatch
          s={s}
          x0={cutBelow}
          x1={Math.min(most, fittedRange.smallestDraft)}
          label={hatches.unfitted}
        />
      )}
    </>
  );
}
