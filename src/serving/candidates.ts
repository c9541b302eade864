import { typicalArchitecture } from "../sdsl/architecture.ts";
import { trainedOf } from "./acceptance.ts";
import { architectureOf } from "./architecture.ts";
import type { ReleasedModel } from "./models/model.ts";
import type { Candidate } from "./plan.ts";

/** A released model in a plan. */
export function releasedCandidate(model: ReleasedModel): Candidate {
  return { id: model.id, architecture: architectureOf(model), trained: trainedOf(model) };
}

/** A dense model of so many parameters, of the shape typical of them, trained on so many tokens. */
export function sizedCandidate(id: string, parameters: number, tokens: number): Candidate {
  return { id, architecture: typicalArchitecture(parameters), trained: { parameters, tokens } };
}
