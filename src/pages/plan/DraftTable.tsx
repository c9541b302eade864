import { memo } from "react";
import { rankOf } from "../../serving/methods/rank.ts";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import { MethodNotes, MethodRow } from "./MethodRow.tsx";
import { type Setting, vocabulariesMatch } from "./setting.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatAlpha, formatSpeedup } from "./words.ts";

const { columns } = texts.table;

/** Drafts and methods ranked by their speedup, not speculating among them. */
export const DraftTable = memo(function DraftTable({ planned }: { planned: Planned }) {
  const { answer, setting, scenario } = planned;
  const entries = [
    ...answer.plan.ranked.map((plan) => ({
      speedup: plan.point.speedup,
      fits: plan.fits,
      plan,
    })),
    ...answer.methods.map((method) => ({ speedup: rankOf(method), fits: true, method })),
  ].sort((one, other) => Number(other.fits) - Number(one.fits) || other.speedup - one.speedup);
  if (entries.length === 0) return null;
  const winners = entries.filter(({ fits, speedup }) => fits && speedup > 1);
  const losers = entries.slice(winners.length);
  const row = (entry: (typeof entries)[number], best: boolean) =>
    "plan" in entry ? (
      <Row
        key={entry.plan.draft.id}
        plan={entry.plan}
        setting={setting}
        warm={scenario.temperature > 0}
        best={best}
      />
    ) : (
      <MethodRow key={entry.method.method} plan={entry.method} best={best} />
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
            {winners.map((entry, i) => row(entry, i === 0))}
            <tr
              key="alone"
              className="drafts-alone"
              data-best={winners.length === 0 ? "" : undefined}
            >
              <th scope="row">{texts.table.none}</th>
              <td colSpan={2} />
              <td>
                <strong>{formatSpeedup(1)}</strong>
              </td>
              <td colSpan={3} />
            </tr>
            {losers.map((entry) => row(entry, false))}
          </tbody>
        </table>
      </section>
      <p className="control-hint">
        {answer.plan.ranked.length === 0
          ? texts.table.noDrafts
          : setting.released === null ||
              answer.plan.ranked.every(({ draft }) => setting.draftModel(draft.id) === undefined)
            ? texts.table.sized
            : texts.table.tokenizer(setting.released.tokenizer)}{" "}
        {texts.table.bands}
      </p>
      <MethodNotes answer={answer} />
    </div>
  );
});

function Row({
  plan,
  setting,
  warm,
  best,
}: {
  plan: Planned["answer"]["plan"]["ranked"][number];
  setting: Setting;
  /** Whether tokens are sampled. */
  warm: boolean;
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
          <span className="drafts-note">
            {warm ? texts.table.vocabularyWarm : texts.table.vocabulary}
          </span>
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
