import { type Point, pointAt, type Resolved, resolve } from "../../curves/resolve.ts";
import { modelKeys, modelOf, type Scenario } from "../../scenario/scenario.ts";

export interface Chain {
  readonly resolved: Resolved;
  /** At the draft and the lookahead that are set. */
  readonly point: Point;
}

let last: { readonly scenario: Scenario; readonly chain: Chain } | undefined;

/** The law's chain for a scenario. The last one is kept: several parts of a scene ask for the same. */
export function chainOf(scenario: Scenario): Chain {
  if (last && modelKeys.every((key) => last?.scenario[key] === scenario[key])) return last.chain;
  const resolved = resolve(modelOf(scenario));
  const chain = { resolved, point: pointAt(resolved.at, resolved.N, scenario.gamma) };
  last = { scenario, chain };
  return chain;
}
