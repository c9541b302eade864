import { acceptance, clampAcceptance, sdslPlane } from "../sdsl/acceptance.ts";
import { searchLookahead } from "../sdsl/lookahead.ts";
import { expectedTokens } from "../sdsl/tokens.ts";
import { maxLookahead } from "./pair.ts";
import type { FamilyModel } from "./protocol.ts";

/** So many drafts are tried on the device: each is downloaded and timed. */
const most = 3;

/** The drafts of the family that are worth a trial for this target, the most promising first, at most
 *  three. A draft promises the law's speedup at its best lookahead, with the acceptance that was measured
 *  with this target at this kind of temperature where the family knows it, else by the paper's plane. */
export function candidateDrafts(
  models: readonly FamilyModel[],
  target: FamilyModel,
  temperature: number,
): FamilyModel[] {
  return models
    .filter(({ params }) => params < target.params)
    .map((model) => ({ model, promise: promiseOf(model, target, temperature) }))
    .sort((a, b) => b.promise - a.promise || a.model.params - b.model.params)
    .slice(0, most)
    .map(({ model }) => model);
}

/** The law's best speedup with this draft. */
function promiseOf(draft: FamilyModel, target: FamilyModel, temperature: number): number {
  const known = draft.acceptance[target.id];
  const measured = temperature === 0 ? known?.greedy : known?.alpha;
  const alpha = clampAcceptance(
    measured ?? acceptance(sdslPlane, draft.perplexity, target.perplexity),
  );
  const c = draft.params / target.params;
  const tokens = (gamma: number) => expectedTokens(alpha, gamma);
  const cost = (gamma: number) => gamma * c + 1;
  const { gamma } = searchLookahead(tokens, cost, maxLookahead);
  return tokens(gamma) / cost(gamma);
}
