import type { EmbedChart, Hideable, Scenario } from "./scenario.ts";

/** What an embed of a chart shows: the chart, the sentence and the sliders that belong to it. */
export const embedParts: { readonly [K in EmbedChart]: readonly Hideable[] } = {
  main: ["headline", "M", "alpha", "main"],
  optimum: ["headline", "M", "alpha", "optimum"],
  lookahead: ["headline", "M", "alpha", "gamma", "lookahead"],
  acceptance: ["headline", "M", "alpha", "N", "acceptance"],
  map: ["headline", "M", "alpha", "N", "gamma", "map"],
};

/** Whether a control or panel is shown: it is unless the link hides it, or embeds a chart that it has no part
 *  in. The same for pages, embeds and lectures. */
export function isVisible(
  { view, embed, chart, hide }: Pick<Scenario, "view" | "embed" | "chart" | "hide">,
  name: Hideable,
): boolean {
  if (hide.includes(name)) return false;
  return !embed || view !== "explore" || embedParts[chart].includes(name);
}
