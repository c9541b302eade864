import type { Scenario } from "../../scenario/scenario.ts";

/** Whether the curve in view can be offered as a notebook of a dozen lines: not over a target or an acceptance, where
 *  each point has its own best draft, nor under the roofline, which is a model of its own. */
export function offersNotebook({ x, y, cost }: Pick<Scenario, "x" | "y" | "cost">): boolean {
  return cost !== "roofline" && (x === "N" || x === "gamma") && y !== "N";
}
