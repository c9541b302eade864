import { memo } from "react";
import type { GammaRange } from "../../sdsl/serving/gamma-by-batch.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { formatNumber } from "../../ui/format.ts";
import { answerTexts } from "./answer-texts.ts";
import type { Planned } from "./usePlan.ts";

const say = answerTexts.byLoad;

/** The best lookahead at each load, and as the table that vLLM takes. */
export const ByLoad = memo(function ByLoad({ planned }: { planned: Planned }) {
  const { answer, setting } = planned;
  const [first] = answer.plan.ranked;
  const ranges = answer.byBatch;
  if (first === undefined || ranges.every(({ gamma }) => gamma === 0)) return null;
  const schedule = vllmSchedule(ranges);
  return (
    <section className="by-load" aria-labelledby="by-load-title">
      <h2 id="by-load-title">{say.title}</h2>
      <p className="control-hint">{say.lead(setting.draftName(first.draft.id))}</p>
      <div className="command">
        <pre>
          <code>{schedule}</code>
        </pre>
        <CopyButton text={schedule} label={say.copy} done={answerTexts.copied} />
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.columns.batch}</th>
            {ranges.map(({ first: from, last }) => (
              <td key={from}>
                {from === last
                  ? formatNumber(from, 4)
                  : `${formatNumber(from, 4)} to ${formatNumber(last, 4)}`}
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{say.columns.gamma}</th>
            {ranges.map(({ first: from, gamma }) => (
              <td key={from}>{gamma === 0 ? say.off : gamma}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
});

/** `num_speculative_tokens_per_batch_size` of vLLM's speculative config: [first, last, tokens] each. */
export function vllmSchedule(ranges: readonly GammaRange[]): string {
  const rows = ranges.map(({ first, last, gamma }) => `[${first}, ${last}, ${gamma}]`);
  return `"num_speculative_tokens_per_batch_size": [${rows.join(", ")}]`;
}
