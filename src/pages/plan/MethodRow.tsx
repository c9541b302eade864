import type { PageAnswer } from "../../serving/compute.ts";
import type { MethodPlan } from "../../serving/methods/plan.ts";
import { formatCount, formatFixed, formatNumber } from "../../ui/format.ts";
import { texts } from "./texts.ts";
import { formatAlpha, formatSpeedup } from "./words.ts";

const say = texts.methods;

/** A method beside the drafts: its head, and what its acceptance rests on. */
export function MethodRow({ plan, best }: { plan: MethodPlan; best: boolean }) {
  const { method, heads, basis } = plan;
  const [head, ...more] = heads;
  const known = basis.of === "target";
  return (
    <tr data-method={method} data-best={best ? "" : undefined}>
      <th scope="row">
        {say.names[method]}
        {head === undefined ? (
          <span className="drafts-note">{say.ownHead[method] ?? say.noHead}</span>
        ) : (
          <span className="drafts-note">
            <a href={`https://huggingface.co/${head.repository}`} rel="noopener">
              {head.repository}
            </a>{" "}
            <a href={head.source} rel="noopener" title={say.paired}>
              {say.source}
            </a>
            {more.length > 0 && ` ${say.more(more.length)}`}
          </span>
        )}
        <span className="drafts-note" title={basis.sources.join("\n")}>
          {say.basis[basis.of](basis.rows, basis.task)}
          {basis.movedFrom !== undefined && say.moved(formatNumber(basis.movedFrom))}
        </span>
      </th>
      <td>{plan.parameters === 0 ? say.nothing : `≈ ${formatCount(plan.parameters)}`}</td>
      <td className="ink-gamma">{plan.gamma}</td>
      <td>
        {known && <strong>{formatSpeedup(plan.speedup)}</strong>}
        <span className={known ? "drafts-band" : "drafts-range"}>
          {`${formatFixed(plan.low, 2)} to ${formatSpeedup(plan.high)}`}
        </span>
      </td>
      <td>
        {known && <span className="ink-alpha">{formatAlpha(plan.alpha)}</span>}
        <span className={known ? "drafts-band" : "drafts-range ink-alpha"}>
          {`${formatFixed(plan.alphaLow, 2)} to ${formatFixed(plan.alphaHigh, 2)}`}
        </span>
      </td>
      <td>{known ? formatFixed(plan.tokens, 2) : ""}</td>
      <td>{formatNumber(plan.c, 2)}</td>
    </tr>
  );
}

/** What the methods' rows mean, and how the cost model does on measured speedups. */
export function MethodNotes({ answer }: { answer: PageAnswer }) {
  if (answer.methods.length === 0) return null;
  const shown = answer.methodChecks.filter(({ method }) =>
    answer.methods.some((plan) => plan.method === method),
  );
  const unchecked = answer.methods
    .map(({ method }) => method)
    .filter((method) => !shown.some((check) => check.method === method));
  return (
    <>
      <p className="control-hint">{say.lead}</p>
      {shown.map(({ method, rows, ratio, least, most }) => (
        <p key={method} className="control-hint" data-method-check={method}>
          {say.check(
            say.names[method],
            rows,
            formatFixed(ratio, 2),
            formatFixed(least, 2),
            formatFixed(most, 2),
          )}
        </p>
      ))}
      {unchecked.length > 0 && (
        <p className="control-hint">
          {say.unchecked(unchecked.map((method) => say.names[method]).join(", "))}
        </p>
      )}
    </>
  );
}
