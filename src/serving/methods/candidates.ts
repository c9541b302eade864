import type { ReleasedModel } from "../models/model.ts";
import type { Head } from "./head.ts";
import { headsFor } from "./heads.ts";
import { type MethodName, methodNames, methods } from "./method.ts";

/** A method that exists for a target, with the released heads; none where the target brings its own or the
 *  method needs none. */
export interface MethodCandidate {
  readonly method: MethodName;
  readonly heads: readonly Head[];
}

/** The methods that a released target, or one of a size only (null), can be served with. */
export function methodsFor(target: ReleasedModel | null): readonly MethodCandidate[] {
  return methodNames
    .map((method) => ({ method, heads: target === null ? [] : headsFor(target.id, method) }))
    .filter(
      ({ method, heads }) =>
        heads.length > 0 ||
        methods[method].drafting === "none" ||
        (method === "mtp" && (target?.mtp ?? 0) > 0),
    );
}
