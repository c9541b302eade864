import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What another theme or width can change: colours and boxes. Names, roles and order stay what they are, and every rule
 *  takes seconds on a long page. */
const look = ["color-contrast", "target-size", "scrollable-region-focusable"];

interface Options {
  /** Selector of the part that is looked at; the whole page where it is missing. */
  readonly within?: string;
  /** All of axe's default rules, or only those that another theme or width can break. */
  readonly rules?: "all" | "look";
  /** Rules on top, such as a projector's higher contrast. */
  readonly more?: readonly string[];
  readonly without?: readonly string[];
}

/** What axe finds wrong, one string for each rule that is broken: its id and the elements. */
export async function axeFinds(
  page: Page,
  { within, rules = "all", more = [], without = [] }: Options = {},
): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  if (within !== undefined) axe.include(within);
  if (rules === "look") axe.withRules([...look, ...more]);
  else
    axe.options({
      rules: Object.fromEntries([
        ...more.map((id) => [id, { enabled: true }]),
        ...without.map((id) => [id, { enabled: false }]),
      ]),
    });
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}
