import type { FamilyModel } from "../../measure/protocol.ts";
import type { LabState } from "../shared/lab-state.ts";
import { namesOf } from "../shared/lab-words.ts";
import { Comparison } from "./Comparison.tsx";
import { DraftsMeasured } from "./DraftsMeasured.tsx";
import { LookaheadMeasured } from "./LookaheadMeasured.tsx";
import { PlaneChart } from "./PlaneChart.tsx";
import { Positions } from "./Positions.tsx";
import { Scatter } from "./Scatter.tsx";
import { fitWords, sweepWords } from "./texts.tsx";

/** All that was measured, drawn; and what is known of the family before anything is. */
export function MeasuredCharts({
  lab,
  models,
  pair,
  greedy,
  onChoose,
}: {
  lab: LabState;
  models: readonly FamilyModel[];
  /** The chosen pair; null where it is not of our family. */
  pair: {
    readonly target: FamilyModel | undefined;
    readonly draft: FamilyModel | undefined;
  } | null;
  greedy: boolean;
  onChoose: (target: string, draft: string) => void;
}) {
  const { prediction, result, points, sweep, comparison } = lab;
  const nameOf = namesOf(models);
  const swept = points.length > 1;
  const disturbed = points.reduce((sum, point) => sum + point.disturbed, 0);
  return (
    <>
      {comparison.length > 0 && <Comparison engines={comparison} />}
      <div className="chart-grid-2">
        {prediction && (
          <LookaheadMeasured
            prediction={prediction}
            result={result}
            points={points}
            draft={result?.draft ?? lab.models?.draft?.id ?? ""}
          />
        )}
        {result && result.byPosition.length > 0 && <Positions result={result} />}
        {swept && <DraftsMeasured sweep={sweep} points={points} nameOf={nameOf} />}
        {swept && <Scatter sweep={sweep} points={points} nameOf={nameOf} />}
        {pair && (
          <PlaneChart
            models={models}
            target={pair.target?.id}
            draft={pair.draft?.id}
            greedy={greedy}
            onChoose={onChoose}
          />
        )}
      </div>
      {swept && disturbed > 0 && <p className="lab-fit">{sweepWords.disturbed(disturbed)}</p>}
      {sweep?.fit && <p className="lab-fit">{fitWords(sweep.fit)}</p>}
    </>
  );
}
