import { memo } from "react";
import type { Headline as Numbers } from "../../curves/answer.ts";
import type { Point } from "../../curves/resolve.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { formatUrl } from "../../scenario/url.ts";
import { useScenario } from "../../scenario/use.ts";
import type { Colour } from "../../ui/colour.ts";
import {
  formatAcceptance,
  formatCount,
  formatLookahead,
  formatNumber,
  formatPerplexity,
  formatShare,
  formatSpeedup,
} from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import { fromTo, plan, readoutNames, readoutRows } from "./texts.tsx";
import type { Answered } from "./useAnswer.ts";
import { bandsWords, cautions, isImpossible, type Piece, sentence } from "./words.ts";

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
        ))}{" "}
        <PlanLink scenario={scenario} />
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

/** The way from counted FLOPs to a device: the same target in the plan. */
function PlanLink({ scenario }: { scenario: Scenario }) {
  const change = useScenario((state) => state.change);
  const patch = { view: "plan", model: "custom" } as const;
  if (scenario.embed) return null;
  return (
    <a
      className="sentence-plan"
      href={formatUrl({ ...scenario, ...patch })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        change(patch);
      }}
    >
      {plan.link}
    </a>
  );
}

type Quantity = keyof typeof readoutNames;

interface Column {
  readonly quantity: Quantity;
  readonly of: (point: Point, M: number) => number;
  readonly format: (value: number) => string;
  readonly color?: Colour;
}

const columns: readonly Column[] = [
  { quantity: "N_opt", of: ({ N }) => N, format: formatCount, color: "draft" },
  { quantity: "ratio", of: ({ N }, M) => M / N, format: formatShare },
  {
    quantity: "draft_perplexity",
    of: ({ draftPerplexity }) => draftPerplexity,
    format: formatPerplexity,
  },
  { quantity: "alpha", of: ({ alpha }) => alpha, format: formatAcceptance, color: "alpha" },
  { quantity: "gamma_opt", of: (p) => p.gammaOptimal, format: formatLookahead, color: "gamma" },
  { quantity: "gamma_int", of: (p) => p.gammaWhole, format: formatLookahead },
  { quantity: "tokens_per_iteration", of: ({ tokens }) => tokens, format: formatNumber },
  { quantity: "speedup", of: ({ speedup }) => speedup, format: formatSpeedup, color: "speedup" },
  { quantity: "speedup_int", of: (p) => p.speedupWhole, format: formatSpeedup },
];

/** What a point that the law has no answer for still knows. */
const known: readonly Quantity[] = ["draft_perplexity", "alpha"];

interface RowProps {
  readonly name: string;
  readonly point: Point;
  readonly headline: Numbers;
  readonly scenario: Scenario;
  /** Which of the row's numbers machines read from it. */
  readonly holds: (quantity: Quantity) => boolean;
}

/** One draft's numbers, in the same columns as any other's. */
function DraftRow({ name, point, headline, scenario, holds }: RowProps) {
  const gamma = scenario.gamma === "auto" ? point.gammaOptimal : scenario.gamma;
  const label = (quantity: Quantity) =>
    quantity === "speedup"
      ? readoutRows.speedupAt(gamma)
      : quantity === "speedup_int"
        ? readoutRows.speedupAt(scenario.gamma === "auto" ? point.gammaWhole : gamma)
        : readoutNames[quantity];
  const refused = isImpossible(point, scenario);
  return (
    <section className="readouts-row" aria-label={name}>
      <p className="readouts-name">{name}</p>
      <div className="readouts-cells">
        {columns.map(({ quantity, of, format, color }) => {
          const text =
            refused && !known.includes(quantity) ? noText : format(of(point, scenario.M));
          // at a lookahead that is set both speedups are the same one
          const twice = quantity === "speedup_int" && scenario.gamma !== "auto";
          const band = holds(quantity) && !refused ? headline.bands[quantity] : undefined;
          return (
            <div key={quantity} className={twice ? "visually-hidden" : undefined}>
              {holds(quantity) ? (
                <Readout
                  quantity={quantity}
                  value={headline.readouts[quantity]}
                  text={text}
                  label={label(quantity)}
                  color={color}
                  low={band?.low}
                  high={band?.high}
                  band={band && rangeOf(format(band.low), format(band.high))}
                />
              ) : (
                <div className="readout">
                  <span className="readout-label">{label(quantity)}</span>
                  <span className={color ? `readout-value c-${color}` : "readout-value"}>
                    {text}
                  </span>
                </div>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

const noText = "–";

/** A range, where its ends read differently. */
const rangeOf = (low: string, high: string) => (low === high ? undefined : fromTo(low, high));

/** Every headline number, rounded for people, at full precision for machines: the draft that is looked at and
 *  the best one in the same columns, and what is the target's alone. */
export const ReadoutRows = memo(function ReadoutRows({
  headline,
  scenario,
}: {
  headline: Numbers;
  scenario: Scenario;
}) {
  const { point, best, readouts, bands } = headline;
  const { gamma } = scenario;
  const bestName = gamma === "auto" ? readoutRows.best : readoutRows.bestAt(gamma);
  const shared = { headline, scenario };
  const isBest = scenario.N === "auto" && best !== null;
  return (
    <div className="readouts">
      {isBest ? (
        <DraftRow {...shared} name={bestName} point={point} holds={() => true} />
      ) : (
        <>
          <DraftRow
            {...shared}
            name={scenario.N === "auto" ? readoutRows.reference : readoutRows.yours}
            point={point}
            holds={(quantity) => quantity !== "N_opt"}
          />
          {best === null ? (
            <section className="readouts-row" aria-label={bestName}>
              <p className="readouts-name">{bestName}</p>
              <div className="readouts-cells">
                <Readout
                  quantity="N_opt"
                  value={Number.NaN}
                  text={noText}
                  label={readoutRows.none}
                  color="draft"
                />
              </div>
            </section>
          ) : (
            <DraftRow
              {...shared}
              name={bestName}
              point={best}
              holds={(quantity) => quantity === "N_opt"}
            />
          )}
        </>
      )}
      <section className="readouts-row readouts-beside" aria-label={readoutRows.beside}>
        <p className="readouts-name">{readoutRows.beside}</p>
        <div className="readouts-cells">
          <Readout
            quantity="target_perplexity"
            value={readouts.target_perplexity}
            text={formatPerplexity(readouts.target_perplexity)}
            label={readoutRows.target_perplexity}
          />
          <Readout
            quantity="N_law"
            value={readouts.N_law}
            text={formatCount(readouts.N_law)}
            label={readoutRows.N_law}
            low={bands.N_law?.low}
            high={bands.N_law?.high}
            band={
              bands.N_law && fromTo(formatCount(bands.N_law.low), formatCount(bands.N_law.high))
            }
          />
        </div>
        <p className="readouts-note">{bandsWords(headline, scenario)}</p>
      </section>
    </div>
  );
});
