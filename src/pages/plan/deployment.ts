import type { Deployed, Deployment } from "../../serving/config/config.ts";
import type { ReleasedModel } from "../../serving/models/model.ts";
import { vocabulariesMatch } from "./setting.ts";
import type { Planned } from "./usePlan.ts";

/** Share of the memory that engines take for weights and cache. */
const usable = 0.9;
/** Fewer tokens are no use to a server. */
const leastContext = 256;

/** The answer's first draft as engines are to run it; null where there is none. */
export function deploymentOf({ answer, setting, scenario }: Planned): Deployment | null {
  const { memory, ranked } = answer.plan;
  const [first] = ranked;
  if (first === undefined) return null;
  const one = memory.targetWeights + memory.draftWeights + memory.cache / scenario.batch;
  return {
    target: deployed(setting.released, "./target"),
    draft: deployed(setting.draftModel(first.draft.id), "./draft"),
    gamma: first.point.gamma,
    context: Math.max(leastContext, Math.round(scenario.ctx)),
    batch: scenario.batch,
    devices: setting.tensorParallel,
    device: typeof scenario.hw === "string" ? scenario.hw : null,
    dtype: scenario.dtype,
    draftDtype: scenario.dtype,
    sameVocabulary: vocabulariesMatch(setting, first.draft.id),
    greedy: scenario.temperature === 0,
    needed: one,
    usable:
      memory.available === undefined
        ? undefined
        : (usable * memory.available) / setting.tensorParallel,
  };
}

function deployed(model: ReleasedModel | null | undefined, path: string): Deployed {
  if (!model) return { repository: path };
  const { repository, heads, kvHeads, intermediate, experts, context, native } = model;
  const shape = { heads, kvHeads, intermediate, mixture: experts !== undefined };
  return { repository, shape, contextLimit: context, native };
}
