import { expect, it } from "vitest";
import { defaultScenario, embedCharts, hideable } from "./scenario.ts";
import { isVisible } from "./visible.ts";

it("shows everything, but for what the link hides", () => {
  for (const name of hideable.explore)
    expect(isVisible({ ...defaultScenario, hide: ["map"] }, name)).toBe(name !== "map");
});

it("shows one chart in an embed, and lets the link hide its controls", () => {
  for (const chart of embedCharts) {
    const embed = { ...defaultScenario, embed: true, chart };
    const shown = embedCharts.filter((name) => isVisible(embed, name));
    expect(shown).toEqual([chart]);
    expect(isVisible({ ...embed, hide: ["alpha"] }, "alpha")).toBe(false);
  }
});
