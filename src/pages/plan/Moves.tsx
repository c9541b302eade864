import { memo } from "react";
import { formatFixed } from "../../ui/format.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatSpeedup } from "./words.ts";

/** How task and temperature move the best draft's speedup. */
export const Moves = memo(function Moves({ planned }: { planned: Planned }) {
  const { answer, setting } = planned;
  const [first] = answer.plan.ranked;
  if (first === undefined) return null;
  const entries = [
    ...answer.tasks.map(({ task, alpha, speedup }) => ({
      key: task,
      label: texts.tasks[task],
      alpha,
      speedup,
    })),
    ...answer.temperatures.map(({ temperature, alpha, speedup }) => ({
      key: `T${temperature}`,
      label:
        temperature === 0
          ? texts.moves.greedy
          : texts.moves.temperature(formatFixed(temperature, 1)),
      alpha,
      speedup,
    })),
  ];
  const most = Math.max(1, ...entries.map(({ speedup }) => speedup));
  return (
    <section className="moves">
      <h2>{texts.moves.title}</h2>
      {entries.length === 0 ? (
        <p className="control-hint">{texts.moves.measured}</p>
      ) : (
        <>
          <p className="control-hint">{texts.moves.lead(setting.draftName(first.draft.id))}</p>
          <ul>
            {entries.map(({ key, label, alpha, speedup }) => (
              <li key={key}>
                <span className="moves-label">{label}</span>
                <span className="moves-track" aria-hidden="true">
                  <span
                    style={{ width: `${(100 * speedup) / most}%` }}
                    data-loss={speedup < 1 ? "" : undefined}
                  />
                </span>
                <span className="moves-value">{formatSpeedup(speedup)}</span>
                <span className="moves-alpha">α {formatFixed(alpha, 2)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
});
