import { memo } from "react";
import { formatNumber } from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import {
  balance,
  breakEvenWords,
  cautions,
  formatAlpha,
  formatSpeedup,
  type Piece,
  sentence,
} from "./words.ts";

const jumps = [
  { to: "configure-title", label: texts.verdict.toConfigure },
  { to: "measure-title", label: texts.verdict.toMeasure },
  { to: "train-title", label: texts.verdict.toTrain },
] as const;

/** The answer first: a sentence, its numbers, the reason, and what to know before it is trusted. */
export const Verdict = memo(function Verdict({ planned }: { planned: Planned }) {
  const { answer, setting } = planned;
  const { best, ranked } = answer.plan;
  return (
    <section className="verdict" aria-label={texts.title}>
      <p className="sentence-text">
        {sentence(planned).map((piece) => (
          <Part key={typeof piece === "string" ? piece : piece.text} piece={piece} />
        ))}
      </p>
      <p className="verdict-even">{breakEvenWords(planned)}</p>
      {ranked.length === 0 && <p className="verdict-why">{texts.verdict.trainInstead}</p>}
      <div className="verdict-numbers">
        <Readout
          quantity="best_draft"
          value={best?.draft.id ?? "none"}
          text={best === null ? texts.table.none : setting.draftName(best.draft.id)}
          label="Best draft"
          color="draft"
        />
        <Readout
          quantity="gamma"
          value={best?.point.gamma ?? 0}
          text={String(best?.point.gamma ?? 0)}
          label="Lookahead γ"
          color="gamma"
        />
        <Readout
          quantity="speedup"
          value={best?.point.speedup ?? 1}
          low={best?.low ?? 1}
          high={best?.high ?? 1}
          text={formatSpeedup(best?.point.speedup ?? 1)}
          band={
            best === null ? undefined : `${formatSpeedup(best.low)} to ${formatSpeedup(best.high)}`
          }
          label="Speedup"
          color="speedup"
        />
        <Readout
          quantity="alpha"
          value={ranked[0]?.acceptance.alpha ?? 0}
          low={ranked[0]?.acceptance.low}
          high={ranked[0]?.acceptance.high}
          text={ranked[0] === undefined ? "–" : formatAlpha(ranked[0].acceptance.alpha)}
          band={
            ranked[0] === undefined
              ? undefined
              : ranked[0].measured
                ? texts.table.measured
                : `${formatAlpha(ranked[0].acceptance.low)} to ${formatAlpha(ranked[0].acceptance.high)}`
          }
          label="Acceptance α"
          color="alpha"
        />
        <Readout
          quantity="break_even_batch"
          value={answer.plan.breakEven?.largest ?? 0}
          text={
            answer.plan.breakEven?.unbounded
              ? "> 4,096"
              : formatNumber(answer.plan.breakEven?.largest ?? 0, 4)
          }
          label="Break-even batch"
        />
      </div>
      <p className="verdict-why">{balance(planned).join(" ")}</p>
      <p className="verdict-jump">
        {jumps.slice(ranked.length === 0 ? 1 : 0).map(({ to, label }) => (
          <button
            key={to}
            type="button"
            className="link-button"
            onClick={() => document.getElementById(to)?.scrollIntoView({ behavior: "smooth" })}
          >
            {label}
          </button>
        ))}
      </p>
      <div className="cautions">
        {cautions(planned).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </section>
  );
});

function Part({ piece }: { piece: Piece }) {
  if (typeof piece === "string") return piece;
  return <strong className={`ink-${piece.color}`}>{piece.text}</strong>;
}
