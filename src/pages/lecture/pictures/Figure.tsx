import type { ReactNode } from "react";
import { Chart } from "../../../charts/Chart.tsx";
import type { RuleSpec } from "../../../charts/Rule.tsx";
import type { AxisSpec, Plot } from "../../../charts/scales.ts";
import type { TipRow } from "../../../charts/Tip.tsx";
import type { Table } from "../../../charts/table.ts";
import { useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";

/** Strokes that are seen from the last row. */
export const bold = 4;
export const fine = 2.5;

interface Props {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly describe: (x: number) => readonly TipRow[];
  readonly table: () => Table;
  readonly legend?: ReactNode;
  /** Where the question is answered on the picture: the value that x stands for. */
  readonly guessAt?: (x: number) => number;
  readonly controls: ReactNode;
  readonly children: (s: Plot) => ReactNode;
}

/** A chart as a scene's picture: until the answer it takes the audience's guess. */
export function Figure({ guessAt, controls, ...chart }: Props) {
  const { revealed, onGuess, visible } = useScene();
  const guessing = guessAt !== undefined && !revealed && visible("question");
  return (
    <div className="figure">
      <Chart
        {...chart}
        level={2}
        height={320}
        onDrag={guessing ? ({ x }) => onGuess(guessAt(x)) : undefined}
        dragHint={guessing ? texts.dragGuess : undefined}
      />
      {visible("controls") && <div className="figure-controls">{controls}</div>}
    </div>
  );
}

/** The audience's guess as a rule, once there is one. */
export function useGuessRule(format: (v: number) => string): readonly RuleSpec[] {
  const { guess, visible } = useScene();
  if (guess === undefined || !visible("question")) return [];
  return [
    {
      x: guess,
      label: texts.yourGuess(format(guess)),
      color: "var(--ink)",
      dashed: true,
      weight: 3,
    },
  ];
}
