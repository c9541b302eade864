import type { Head } from "./head.ts";
import { headsOfEngines } from "./heads-of-engines.ts";
import { headsOfMakers } from "./heads-of-makers.ts";
import type { MethodName } from "./method.ts";

/** Every head that the app knows; the first for a target and method is the one that is offered. */
export const heads: readonly Head[] = [...headsOfMakers, ...headsOfEngines];

/** The heads of a method for a target. */
export function headsFor(target: string, method: MethodName): readonly Head[] {
  return heads.filter((head) => head.method === method && head.targets.includes(target));
}
