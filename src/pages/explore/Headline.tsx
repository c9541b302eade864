import { memo } from "react";
import type { Headline as Numbers, Readouts } from "../../curves/answer.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import type { Colour } from "../../ui/colour.ts";
import {
  formatAcceptance,
  formatCount,
  formatLookahead,
  formatNumber,
  formatShare,
  formatSpeedup,
} from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import { cautions, fromTo, type Piece, readoutNames, sentence, speedupAt } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";

/** The answer in one sentence, and what must be known before it is trusted. */
export const Sentence = memo(function Sentence({
  answered: { answer, scenario },
}: {
  answered: Answered;
}) {
  const warnings = cautions(answer.headline, scenario);
  return (
    <div className="sentence">
      <p className="sentence-text" data-headline="">
        {sentence(answer.headline, scenario).map((piece) => (
          <Part
            key={typeof piece === "string" ? piece : `${piece.color} ${piece.text}`}
            piece={piece}
          />
        ))}
      </p>
      <div className="cautions">
        {warnings.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </div>
    </div>
  );
});

function Part({ piece }: { piece: Piece }) {
  if (typeof piece === "string") return piece;
  return <strong className={`ink-${piece.color}`}>{piece.text}</strong>;
}

interface Entry {
  readonly quantity: keyof Readouts;
  readonly label: string;
  readonly format: (value: number) => string;
  readonly color?: Colour;
}

const main: readonly Entry[] = [
  { quantity: "N_opt", label: readoutNames.N_opt, format: formatCount, color: "draft" },
  { quantity: "alpha", label: readoutNames.alpha, format: formatAcceptance, color: "alpha" },
  { quantity: "gamma_opt", label: readoutNames.gamma_opt, format: formatLookahead, color: "gamma" },
  { quantity: "speedup", label: readoutNames.speedup, format: formatSpeedup, color: "speedup" },
];

const more: readonly Entry[] = [
  { quantity: "ratio", label: readoutNames.ratio, format: formatShare },
  { quantity: "N_law", label: readoutNames.N_law, format: formatCount },
  { quantity: "gamma_int", label: readoutNames.gamma_int, format: formatLookahead },
  { quantity: "speedup_int", label: readoutNames.speedup_int, format: formatSpeedup },
  {
    quantity: "tokens_per_iteration",
    label: readoutNames.tokens_per_iteration,
    format: (v) => formatNumber(v),
  },
  {
    quantity: "draft_perplexity",
    label: readoutNames.draft_perplexity,
    format: (v) => formatNumber(v),
  },
  {
    quantity: "target_perplexity",
    label: readoutNames.target_perplexity,
    format: (v) => formatNumber(v),
  },
];

/** Every headline number, rounded for people, at full precision for machines. */
export const ReadoutRows = memo(function ReadoutRows({
  headline,
  scenario,
}: {
  headline: Numbers;
  scenario: Scenario;
}) {
  const gammaSet = scenario.gamma !== "auto";
  return (
    <div className="readouts">
      <div className="readouts-main">
        {main.map((entry) => (
          <One key={entry.quantity} entry={entry} headline={headline} />
        ))}
      </div>
      <div className="readouts-more">
        {more.map((entry) => (
          <One
            key={entry.quantity}
            entry={
              gammaSet && entry.quantity === "speedup_int"
                ? { ...entry, label: speedupAt(headline.gamma) }
                : entry
            }
            headline={headline}
          />
        ))}
      </div>
    </div>
  );
});

function One({
  entry: { quantity, label, format, color },
  headline,
}: {
  entry: Entry;
  headline: Numbers;
}) {
  const value = headline.readouts[quantity];
  const band = headline.bands[quantity];
  return (
    <Readout
      quantity={quantity}
      value={value}
      text={format(value)}
      label={label}
      color={color}
      low={band?.low}
      high={band?.high}
      band={band && fromTo(format(band.low), format(band.high))}
    />
  );
}
