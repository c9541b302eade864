import { memo } from "react";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { formatNumber } from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import { answerTexts } from "./answer-texts.ts";
import { answerLines, bandWords, markdownSummary, type Piece, sentence } from "./answer-words.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { balance, cautions, formatAlpha, formatSpeedup } from "./words.ts";

const { lines } = answerTexts;

/** The answer first: a sentence, its five lines and their numbers, the reason, and what to know before it is
 *  trusted. */
export const Verdict = memo(function Verdict({ planned }: { planned: Planned }) {
  const { plan } = planned.answer;
  return (
    <section className="verdict" aria-label={texts.title} data-verdict={plan.verdict}>
      <p className="sentence-text">
        {sentence(planned).map((piece) => (
          <Part key={typeof piece === "string" ? piece : piece.text} piece={piece} />
        ))}
      </p>
      <Lines planned={planned} />
      <Numbers planned={planned} />
      {plan.alone.fits && (
        <p className="verdict-why">{[...balance(planned), ...bandWords(planned)].join(" ")}</p>
      )}
      {plan.ranked.length === 0 && <p className="verdict-why">{texts.verdict.trainInstead}</p>}
      <p className="verdict-jump">
        <Jump to="measure-title" label={texts.verdict.toMeasure} />
        <Jump to="train-title" label={texts.verdict.toTrain} />
        <CopyButton
          text={() => markdownSummary(planned, shownCommand(), window.location.href)}
          label={answerTexts.copySummary}
          done={answerTexts.copied}
        />
      </p>
      <div className="cautions">
        {cautions(planned).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </section>
  );
});

/** Does it fit, does it pay, how sure, with what, what to type: a line each. */
function Lines({ planned }: { planned: Planned }) {
  const { answer, scenario } = planned;
  return (
    <dl className="verdict-lines">
      {answerLines(planned).map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      {answer.plan.ranked.length > 0 && answer.plan.alone.fits && (
        <div>
          <dt>{lines.type}</dt>
          <dd>
            <Jump
              to="configure-title"
              label={`${texts.engines[scenario.engine]}: ${texts.verdict.toConfigure}`}
            />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Numbers({ planned }: { planned: Planned }) {
  const { answer, setting } = planned;
  const { best, ranked, verdict, breakEven } = answer.plan;
  const [first] = ranked;
  const shown = best ?? (verdict === "measure" ? first : undefined);
  const between = (low: string, high: string) => `${low} to ${high}`;
  return (
    <div className="verdict-numbers">
      <Readout
        quantity="best_draft"
        value={shown?.draft.id ?? "none"}
        text={shown === undefined ? texts.table.none : setting.draftName(shown.draft.id)}
        label="Best draft"
        color="draft"
      />
      <Readout
        quantity="gamma"
        value={shown?.point.gamma ?? 0}
        text={String(shown?.point.gamma ?? 0)}
        label="Lookahead γ"
        color="gamma"
      />
      <Readout
        quantity="speedup"
        value={shown?.point.speedup ?? 1}
        low={shown?.low ?? 1}
        high={shown?.high ?? 1}
        text={formatSpeedup(shown?.point.speedup ?? 1)}
        band={shown && between(formatSpeedup(shown.low), formatSpeedup(shown.high))}
        label="Speedup"
        color="speedup"
      />
      <Readout
        quantity="alpha"
        value={first?.acceptance.alpha ?? 0}
        low={first?.acceptance.low}
        high={first?.acceptance.high}
        text={first === undefined ? "–" : formatAlpha(first.acceptance.alpha)}
        band={
          first &&
          (first.measured
            ? texts.table.measured
            : between(formatAlpha(first.acceptance.low), formatAlpha(first.acceptance.high)))
        }
        label="Acceptance α"
        color="alpha"
      />
      <Readout
        quantity="break_even_batch"
        value={breakEven?.largest ?? 0}
        text={breakEven?.unbounded ? "> 4,096" : formatNumber(breakEven?.largest ?? 0, 4)}
        label="Break-even batch"
      />
    </div>
  );
}

/** The command as the page shows it: whatever engine and check wrote it. */
function shownCommand(): string | undefined {
  const command = document.querySelector('[aria-labelledby="configure-title"] pre');
  return command?.textContent ?? undefined;
}

function Jump({ to, label }: { to: string; label: string }) {
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => document.getElementById(to)?.scrollIntoView({ behavior: "smooth" })}
    >
      {label}
    </button>
  );
}

function Part({ piece }: { piece: Piece }) {
  if (typeof piece === "string") return piece;
  return <strong className={`ink-${piece.color}`}>{piece.text}</strong>;
}
