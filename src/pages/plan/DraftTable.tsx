import { memo } from "react";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import { type Setting, vocabulariesMatch } from "./setting.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatAlpha, formatSpeedup } from "./words.ts";

const { columns } = texts.table;

/** Drafts ranked by their speedup, not speculating among them. */
export const DraftTable = memo(function DraftTable({ planned }: { planned: Planned }) {
  const { answer, setting } = planned;
  const { ranked } = answer.plan;
  if (ranked.length === 0) return null;
  const winners = ranked.filter(({ point, fits }) => fits && point.speedup > 1);
  const losers = ranked.slice(winners.length);
  const alone = (
    <tr key="alone" className="drafts-alone" data-best={winners.length === 0 ? "" : undefined}>
      <th scope="row">{texts.table.none}</th>
      <td colSpan={2} />
      <td>
        <strong>{formatSpeedup(1)}</strong>
      </td>
      <td colSpan={3} />
    </tr>
  );
  return (
    <div className="drafts">
      <h2>{texts.table.title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, so the keyboard must reach it */}
      <section className="drafts-scroll" tabIndex={0} aria-label={texts.table.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.draft}</th>
              <th scope="col">{columns.size}</th>
              <th scope="col">{columns.gamma}</th>
              <th scope="col">{columns.speedup}</th>
              <th scope="col">{columns.alpha}</th>
              <th scope="col">{columns.tokens}</th>
              <th scope="col" title={texts.table.cHint}>
                {columns.c}
              </th>
            </tr>
          </thead>
          <tbody>
            {winners.map((plan, i) => (
              <Row key={plan.draft.id} plan={plan} setting={setting} best={i === 0} />
            ))}
            {alone}
            {losers.map((plan) => (
              <Row key={plan.draft.id} plan={plan} setting={setting} best={false} />
            ))}
          </tbody>
        </table>
      </section>
      <p className="control-hint">
        {setting.released === null
          ? texts.table.sized
          : texts.table.tokenizer(setting.released.tokenizer)}{" "}
        {texts.table.bands}
      </p>
    </div>
  );
});

function Row({
  plan,
  setting,
  best,
}: {
  plan: Planned["answer"]["plan"]["ranked"][number];
  setting: Setting;
  best: boolean;
}) {
  const { draft, acceptance, point } = plan;
  const model = setting.draftModel(draft.id);
  const name = setting.draftName(draft.id);
  return (
    <tr data-draft={draft.id} data-best={best ? "" : undefined}>
      <th scope="row">
        {model ? (
          <a href={model.source} rel="noopener" title={texts.table.licence(model.licence)}>
            {name}
          </a>
        ) : (
          name
        )}
        {!plan.fits && <span className="drafts-note">{texts.table.crowded}</span>}
        {!vocabulariesMatch(setting, draft.id) && (
          <span className="drafts-note">{texts.table.vocabulary}</span>
        )}
      </th>
      <td>{formatCount(draft.architecture.parameters)}</td>
      <td className="ink-gamma">{point.gamma}</td>
      <td>
        <strong>{formatSpeedup(point.speedup)}</strong>
        <span className="drafts-band">
          {formatFixed(plan.low, 2)} to {formatSpeedup(plan.high)}
        </span>
      </td>
      <td>
        <span className="ink-alpha">{formatAlpha(acceptance.alpha)}</span>
        <span className="drafts-band">
          {plan.measured
            ? texts.table.measured
            : `${formatFixed(acceptance.low, 2)} to ${formatFixed(acceptance.high, 2)}`}
        </span>
      </td>
      <td>{formatFixed(point.tokens, 2)}</td>
      <td>{formatNumber(plan.c, 2)}</td>
    </tr>
  );
}
