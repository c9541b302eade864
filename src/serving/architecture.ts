import type { Architecture } from "../sdsl/architecture.ts";
import type { ReleasedModel } from "./models/model.ts";

/** What a released model's passes cost is written in this. */
export function architectureOf(model: ReleasedModel): Architecture {
  const { parameters, active, layers, hidden, heads, kvHeads, headDim, vocab, experts } = model;
  const dense = { parameters, active, layers, hidden, heads, kvHeads, headDim, vocab };
  if (experts === undefined) return dense;
  const one = model.matrices * hidden * model.intermediate;
  return { ...dense, experts: { ...experts, parameters: layers * experts.count * one } };
}
