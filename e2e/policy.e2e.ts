import { expect, open, test } from "./support.ts";

// that nothing breaks the policy and no other origin is asked is watched in every test: support.ts

test("the policy allows no inline script and no other origin", async ({ page, trouble }) => {
  await open(page);
  const policy = await page
    .locator('meta[http-equiv="Content-Security-Policy"]')
    .getAttribute("content");
  const rules = new Map(
    (policy ?? "").split(";").map((rule) => {
      const [name = "", ...sources] = rule.trim().split(" ");
      return [name, sources];
    }),
  );
  expect(rules.get("default-src")).toEqual(["'self'"]);
  expect(rules.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(rules.get("object-src")).toEqual(["'none'"]);
  for (const sources of rules.values()) expect(sources.join()).not.toMatch(/http|unsafe-inline|\*/);

  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.head.append(script);
  });
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  expect(trouble.some(({ kind }) => kind === "policy")).toBe(true);
  trouble.length = 0;
});
