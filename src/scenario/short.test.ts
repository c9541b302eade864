import fc from "fast-check";
import { expect, it } from "vitest";
import golden from "./fixtures/golden-links.json" with { type: "json" };
import { scenarios } from "./fixtures/scenarios.ts";
import { defaultModel, defaultScenario, type Model, type Scenario } from "./scenario.ts";
import { shareLink } from "./share.ts";
import { formatShortUrl, formatUrl, parseUrl } from "./url.ts";

const base = "https://some-university.github.io/sdsl-explorer/";

it("gives back exactly the scenario that it was made from, without a notice", () => {
  fc.assert(
    fc.property(scenarios, (scenario) => {
      const written = new URL(base + formatShortUrl(scenario)).search;
      expect(parseUrl(written)).toEqual({ scenario, notices: [] });
    }),
    { numRuns: 1000 },
  );
});

it.each(golden)("golden link $link still opens as what it was", ({ link, scenario }) => {
  const { pin = [], ...rest } = scenario as Partial<Scenario>;
  const expected = {
    ...defaultScenario,
    ...rest,
    pin: pin.map(({ name, model }) => ({ name, model: { ...defaultModel, ...model } })),
  };
  expect(parseUrl(link)).toEqual({ scenario: expected, notices: [] });
});

it("the defaults that every link leaves out are frozen: another default needs another form of link", () => {
  expect(defaultModel).toEqual({
    M: 70e9,
    N: "auto",
    D: 100e9,
    Dt: 15e12,
    law: "hoffmann",
    plane: "sdsl",
    alpha: "auto",
    gamma: "auto",
    cost: "flops",
    hw: "a100",
    batch: 1,
    ctx: 1024,
    dtype: "bf16",
    mbu: 1,
    mfu: 1,
  });
});

const serving: Model = {
  ...defaultModel,
  M: 70e9,
  cost: "roofline",
  hw: "h100",
  batch: 64,
  ctx: 8192,
  dtype: "fp8",
  Dt: 15e12,
  D: 2e12,
  law: "besiroglu",
};

it("keeps a typical link under 200 characters: a set-up and four others beside it", () => {
  const scenario: Scenario = {
    ...defaultScenario,
    ...serving,
    alpha: 0.72,
    gamma: 5,
    pin: [
      { name: "by the plane", model: serving },
      { name: "batch 1", model: { ...serving, batch: 1 } },
      { name: "1B draft", model: { ...serving, N: 1e9 } },
      { name: "405B", model: { ...serving, M: 405e9 } },
    ],
    theme: "projector",
  };
  expect(formatUrl(scenario).length).toBeGreaterThan(300);
  const link = shareLink(base, scenario);
  expect(link.length).toBeLessThan(200);
  expect(parseUrl(new URL(link).search).scenario).toEqual(scenario);
});

it("leaves a link readable that is short already", () => {
  expect(shareLink(base, { ...defaultScenario, M: 13e9 })).toBe(`${base}?M=13B`);
});

it.each([
  ["s=", "is no short link"],
  ["s=M13B", "is no short link"],
  ["s=2.M13B", "has form 2; this app reads form 1"],
  ["s=1.z3", "holds z3, which is no setting"],
  ["s=1.M70zebra", "M=70zebra is not a number. Using 70B."],
  ["s=1.M13B&M=7B", "M is given 2 times. Using the first."],
  ["s=1.M13B&s=1.M7B", "s is given 2 times. Using the first."],
  ["s=1.~~a~M1~~b~__proto__", "holds __proto__, which is no setting"],
])("%s is named", (query, notice) => {
  const { scenario, notices } = parseUrl(`?${query}`);
  expect(notices.map(({ text }) => text).join()).toContain(notice);
  expect(parseUrl(formatUrl(scenario))).toEqual({ scenario, notices: [] });
});

it("is total", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
      const { scenario } = parseUrl(`?${new URLSearchParams({ s: `1.${text}` })}`);
      expect(parseUrl(formatShortUrl(scenario))).toEqual({ scenario, notices: [] });
    }),
    { numRuns: 1000 },
  );
});
