import type { CostName, CostView } from "../../curves/costs.ts";
import { formatCount, formatFixed, formatNumber, formatSpeedup } from "../../ui/format.ts";
import { costsBeside } from "./texts.tsx";

/** What each cost model says of the draft that is looked at; the chosen one stands out. */
export function CostBeside({ views, chosen }: { views: readonly CostView[]; chosen: CostName }) {
  return (
    <table className="cost-beside">
      <caption>{costsBeside.caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{costsBeside.model}</span>
          </th>
          <th scope="col" title={costsBeside.cHint}>
            {costsBeside.c}
          </th>
          <th scope="col" title={costsBeside.gammaHint}>
            {costsBeside.gamma}
          </th>
          <th scope="col" title={costsBeside.verifyHint}>
            {costsBeside.verify}
          </th>
          <th scope="col">{costsBeside.speedup}</th>
        </tr>
      </thead>
      <tbody>
        {views.map(({ name, c, gamma, verify, speedup }) => (
          <tr key={name} aria-current={name === chosen ? "true" : undefined}>
            <th scope="row">{costsBeside.names[name]}</th>
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
