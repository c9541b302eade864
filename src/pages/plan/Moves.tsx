import { memo } from "react";
import type { Scenario } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { formatFixed } from "../../ui/format.ts";
import { answerTexts } from "./answer-texts.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatSpeedup } from "./words.ts";

interface Move {
  readonly label: string;
  readonly alpha: number;
  readonly speedup: number;
  readonly set: Partial<Scenario>;
  readonly current: boolean;
}

/** How task and temperature move the best draft's speedup; each can be set from here. */
export const Moves = memo(function Moves({ planned }: { planned: Planned }) {
  const { answer, setting, scenario } = planned;
  const [first] = answer.plan.ranked;
  if (first === undefined) return null;
  const groups: readonly (readonly [string, readonly Move[]])[] = [
    [
      answerTexts.moves.tasks,
      answer.tasks.map(({ task, alpha, speedup }) => ({
        label: texts.tasks[task],
        alpha,
        speedup,
        set: { task },
        current: scenario.task === task,
      })),
    ],
    [
      answerTexts.moves.temperatures,
      answer.temperatures.map(({ temperature, alpha, speedup }) => ({
        label:
          temperature === 0
            ? texts.moves.greedy
            : texts.moves.temperature(formatFixed(temperature, 1)),
        alpha,
        speedup,
        set: { temperature },
        current: scenario.temperature === temperature,
      })),
    ],
  ];
  const all = groups.flatMap(([, moves]) => moves);
  const most = 1.05 * Math.max(1, ...all.map(({ speedup }) => speedup));
  return (
    <section className="moves">
      <h2>{texts.moves.title}</h2>
      {all.length === 0 ? (
        <p className="control-hint">{texts.moves.measured}</p>
      ) : (
        <>
          <p className="control-hint">{texts.moves.lead(setting.draftName(first.draft.id))}</p>
          {groups.map(([name, moves]) => (
            <Group key={name} name={name} moves={moves} most={most} />
          ))}
        </>
      )}
    </section>
  );
});

function Group({ name, moves, most }: { name: string; moves: readonly Move[]; most: number }) {
  const change = useScenario((state) => state.change);
  const even = `${100 / most}%`;
  return (
    <div className="moves-group">
      <h3>{name}</h3>
      <ul>
        {moves.map(({ label, alpha, speedup, set, current }) => (
          <li key={label}>
            <button type="button" aria-pressed={current} onClick={() => change(set)}>
              <span className="moves-label">{label}</span>
              <span className="moves-track" aria-hidden="true">
                <span
                  style={{ width: `${(100 * speedup) / most}%` }}
                  data-loss={speedup < 1 ? "" : undefined}
                />
                <i style={{ left: even }} />
              </span>
              <span className="moves-value">{formatSpeedup(speedup)}</span>
              <span className="moves-alpha">α {formatFixed(alpha, 2)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="moves-even" aria-hidden="true">
        <span style={{ left: even }}>{answerTexts.moves.even}</span>
      </p>
    </div>
  );
}
