import type { Architecture } from "../../sdsl/architecture.ts";
import type { Load } from "../../sdsl/roofline.ts";
import { passOf } from "../../sdsl/serving/iteration.ts";
import type { Machine } from "../../sdsl/serving/machine.ts";
import type { Method } from "./method.ts";

/** The small models that draft in parallel, where a method brings a whole one: about this many
 *  parameters (PARD: 0.6B and 1B). */
const parallelDraft = 0.8e9;

/** Parameters of a decoder layer as the target's, of its experts those that a token reaches too. */
function layerParameters({ parameters, active, layers, hidden, vocab }: Architecture) {
  const tables = 2 * vocab * hidden;
  const each = (all: number) => Math.max(12 * hidden * hidden, (all - tables) / layers);
  return { all: each(parameters), active: each(active) };
}

/**
 * The drafter as a decoder: its layers, what joins the target's states to its width, and its output matrix,
 * which is the target's own where the method has none. EAGLE-3 for LLaMA-3.1 8B: a plain layer of 12 · 4,096²,
 * 3 · 4,096² to join three states, 32,000 · 4,096 of output: 383M. A layer of multi-token prediction is one of
 * the target's, experts and all.
 */
export function headArchitecture(method: Method, target: Architecture): Architecture {
  const { hidden, vocab } = target;
  if (method.name === "pard" || method.name === "pard2") return plain(target, parallelDraft, 16);
  const rows = method.rows ?? vocab;
  const joined = method.features * hidden * hidden;
  const output = rows * hidden;
  if (method.name === "mtp") {
    const layer = layerParameters(target);
    const { experts: _, ...dense } = target;
    const all = layer.all + joined + output;
    return {
      ...dense,
      parameters: all,
      active: Math.min(all, layer.active + joined + output),
      layers: 1,
    };
  }
  // a recurrent cell: about four products of the width
  const layers = method.layers === 0 ? 4 * hidden * hidden : method.layers * 12 * hidden * hidden;
  return plain(target, layers + joined + output, Math.max(1, method.layers));
}

function plain(
  { hidden, heads, kvHeads, headDim, vocab }: Architecture,
  parameters: number,
  layers: number,
): Architecture {
  return { parameters, active: parameters, layers, hidden, heads, kvHeads, headDim, vocab };
}

/**
 * Seconds that a method drafts γ tokens a sequence (whole, at least 1): γ passes of one token, one pass of γ,
 * or none. The one place where methods meet the cost of a pass. The weights of one layer of a mixture are read as
 * far as active: a head's experts are few.
 */
export function draftingSeconds(
  method: Method,
  target: Architecture,
  machine: Machine,
  load: Load,
  gamma: number,
): number {
  if (method.drafting === "none") return 0;
  const head = headArchitecture(method, target);
  const pass = passOf({ ...head, parameters: head.active }, machine, load);
  if (method.drafting === "each") return gamma * pass(1).seconds;
  const block = pass(gamma).seconds;
  if (method.chain === undefined) return block;
  const links = method.chain * target.vocab;
  const link = passOf(plain(target, links, 1e-9), machine, { ...load, context: 0 });
  return block + gamma * link(1).memory;
}
