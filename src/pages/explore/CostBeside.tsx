import type { CostName, CostView } from "../../curves/costs.ts";
import { formatCount, formatFixed, formatNumber, formatSpeedup } from "../../ui/format.ts";

const names: Record<CostName, string> = {
  flops: "FLOPs",
  bytes: "Bytes read",
  roofline: "Roofline",
  ratio: "Your ratio",
};

/** What each cost model says of the draft that is looked at; the chosen one stands out. */
export function CostBeside({ views, chosen }: { views: readonly CostView[]; chosen: CostName }) {
  return (
    <table className="cost-beside">
      <caption>This draft under each cost model</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Cost model</span>
          </th>
          <th scope="col" title="One draft step, in target passes">
            c
          </th>
          <th scope="col" title="Lookahead">
            γ
          </th>
          <th scope="col" title="Verifying γ + 1 tokens, in target passes">
            verify
          </th>
          <th scope="col">speedup</th>
        </tr>
      </thead>
      <tbody>
        {views.map(({ name, c, gamma, verify, speedup }) => (
          <tr key={name} aria-current={name === chosen ? "true" : undefined}>
            <th scope="row">{names[name]}</th>
            <td>{formatNumber(c, 2)}</td>
            <td>{formatCount(gamma)}</td>
            <td>{formatFixed(verify, 2)}</td>
            <td data-cost={name} data-value={String(speedup)}>
              {formatSpeedup(speedup)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
