import { axeFinds } from "./axe.ts";
import { expect, open, test } from "./support.ts";

/** With a notice, a pin, every control open and the equations set: all that a page can show. */
const link = "?M=13B&law=custom:1.7,400,1500,0.33,0.35&cost=roofline&pin=plain~M:13B&zoom=3";

for (const theme of ["light", "dark", "projector"])
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const)
    test(`axe finds nothing: ${theme}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, `${link}&theme=${theme}`);
      await page.locator("details").evaluateAll((all) => {
        for (const details of all) details.setAttribute("open", "");
      });
      await expect(page.locator(".equation .katex").first()).toBeVisible();
      const rules = theme === "light" ? "all" : "look";
      expect(await axeFinds(page, { rules })).toEqual([]);
    });
