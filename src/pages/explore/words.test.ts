import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../curves/answer.ts";
import { compute } from "../../curves/compute.ts";
import { scenarios } from "../../scenario/fixtures/scenarios.ts";
import { defaultScenario, type Scenario } from "../../scenario/scenario.ts";
import { parseUrl } from "../../scenario/url.ts";
import { formatCount, formatLookahead, formatSpeedup } from "../../ui/format.ts";
import { valueAt } from "./axes.ts";
import {
  acceptanceCaption,
  bestOf,
  lookaheadCaption,
  mapCaption,
  optimumCaption,
  sloganAt,
} from "./captions.ts";
import { bandsWords, cautions, sentence, sentenceText } from "./words.ts";

interface Page {
  readonly scenario: Scenario;
  readonly answer: Answer;
  readonly sentence: string;
  readonly all: readonly string[];
}

/** Every sentence that the page makes of a scenario's numbers. */
function pageOf(scenario: Scenario): Page {
  const answer = compute({ ...scenario, pin: [] });
  const { headline } = answer;
  const said = sentenceText(sentence(headline, scenario));
  const all = [
    said,
    ...cautions(headline, scenario),
    bandsWords(headline, scenario),
    optimumCaption(answer, scenario),
    lookaheadCaption(answer),
    acceptanceCaption(answer, scenario),
    mapCaption(answer, scenario),
  ];
  return { scenario, answer, sentence: said, all };
}

const at = (query: string) => pageOf(parseUrl(query).scenario);

/** Beaten paths, and the ends of everything that can be set. */
const links = [
  "",
  "?gamma=64",
  "?gamma=1",
  "?gamma=0",
  "?M=8B",
  "?M=1M",
  "?M=100T",
  "?M=1M&N=1K",
  "?N=70B",
  "?N=47B",
  "?N=1K",
  "?N=1B",
  "?N=313M",
  "?N=1B&gamma=64",
  "?cost=ratio:1",
  "?cost=ratio:0.05",
  "?cost=ratio:0.05&alpha=0.9&N=10B",
  "?cost=roofline&batch=4096",
  "?cost=roofline&batch=4096&N=1B",
  "?cost=roofline&batch=4096&alpha=0.8",
  "?cost=roofline&batch=300",
  "?cost=roofline&hw=h100&batch=64&M=8B",
  "?D=1M",
  "?Dt=1M",
  "?Dt=1M&N=1B",
  "?alpha=0",
  "?alpha=0.9999",
  "?alpha=0.9999&cost=roofline",
  "?plane=custom:-0.1,0.013,1.3",
  "?plane=custom:0.01,0,0.6",
  "?law=besiroglu&D=180B&Dt=180B",
];

/** What holds of whatever is set. */
function expectTrue({ scenario, answer, sentence: said, all }: Page) {
  const { headline, map } = answer;
  const { point, best, free, readouts } = headline;
  const speedups = Array.from(compute({ ...scenario, x: "N", y: "speedup", pin: [] }).main.y);
  const highest = Math.max(...speedups);
  const isAuto = scenario.N === "auto";

  // English, and numbers that are numbers
  for (const text of all) {
    expect(text).not.toMatch(
      /NaN|undefined|Infinity|∞|–|\s{2}|(?<![\d.,])1 tokens|1\/1(\.\d+)?(?!\d|[.,]\d|[KMBT])/,
    );
    expect(text).not.toMatch(/\b[Aa] (8|11\D|18\D)|\b[Aa]n (?!8|11\D|18\D)\d/);
    expect(text).toMatch(/^[A-ZAα].*[.?]$/);
  }
  const keys = sentence(headline, scenario).map((piece) =>
    typeof piece === "string" ? piece : `${piece.color} ${piece.text}`,
  );
  expect(new Set(keys).size, said).toBe(keys.length);

  // what is recommended is the highest of what is drawn, and gains something
  if (/train a draft|take a draft|the best draft is (about|the smallest)/.test(said)) {
    expect(isAuto).toBe(true);
    expect(readouts.N_opt).toBe(point.N);
    // where the highest of all gains with a part of a token alone, the best is another
    if (point.gammaWhole > 1) expect(highest).toBeLessThanOrEqual(point.speedup * (1 + 1e-9));
    if (scenario.gamma === "auto")
      expect(bestOf(map).speedup).toBeLessThan(point.speedup * (1 + 1e-9));
    expect(point.speedupWhole).toBeGreaterThanOrEqual(1.005);
    expect(said).toContain(formatCount(point.N));
  }
  if (said.includes("the larger the draft the better"))
    expect(point.N).toBeGreaterThan(scenario.M * (1 - 1e-9));
  if (said.includes("reaches")) {
    expect(best?.speedupWhole).toBeGreaterThan(point.speedupWhole);
    expect(said).toContain(formatSpeedup(best?.speedupWhole ?? 0));
    expect(readouts.N_opt).toBe(best?.N);
  }
  if (said.includes("it is the best size"))
    expect(formatCount(point.N)).toBe(formatCount(best?.N ?? 0));
  if (/left free/i.test(said)) {
    expect(scenario.gamma).not.toBe("auto");
    expect(free?.speedupWhole).toBeGreaterThan(point.speedupWhole);
  }
  if (/No draft of any size|no draft of any size|nothing is drafted/.test(said)) {
    expect(readouts.N_opt).toBeNaN();
    // no part of a token can be drafted
    if (scenario.gamma === "auto") expect(bestOf(map).speedup).toBeLessThan(1.01);
    else expect(highest).toBeLessThan(1.005);
    expect(said).not.toMatch(/train a draft|best draft/);
  } else expect(said.includes("no answer") || best !== null, said).toBe(true);
  if (best === null) expect(said).toMatch(/no draft|nothing is drafted|no answer/i);
  if (said.includes("no answer")) expect(point.clamp).toBe("high");
  else if (scenario.alpha === "auto") expect(point.clamp).not.toBe("high");
  if (said.includes("slower than")) expect(point.speedupWhole).toBeLessThan(1);
  if (said.includes("Expect")) {
    const { low, high } = headline.bands.speedup_int ?? { low: 0, high: 0 };
    if (headline.bands.speedup_int)
      expect(said).toContain(`(${formatSpeedup(low)} to ${formatSpeedup(high)})`);
    expect(said).toContain(`Expect ${formatSpeedup(readouts.speedup_int)}`);
    const gamma = scenario.gamma === "auto" ? readouts.gamma_int : scenario.gamma;
    expect(said).toMatch(
      new RegExp(`with ${formatLookahead(gamma).replace(".", "\\.")} tokens? of`),
    );
  }

  // the map's caption names its highest cell
  const top = bestOf(map);
  expect(top.speedup).toBe(Math.max(...map.values));
  const caption = mapCaption(answer, scenario);
  if (caption.includes("best point"))
    expect(caption).toContain(`is ${formatSpeedup(top.speedup)}, at`);
  else expect(top.speedup).toBeLessThan(1.005);

  // the lookahead's caption names the highest of the whole numbers that are drawn
  const peak = /peaks at (\S+) with (\S+) tokens?/.exec(lookaheadCaption(answer));
  if (peak) {
    const { whole } = answer.lookahead;
    const most = Math.max(...whole);
    expect(peak[1]).toBe(formatSpeedup(most));
    expect(whole[Number(peak[2])]).toBeGreaterThan(most * (1 - 1e-12));
  }

  // 1/200 is crossed where the curve says so
  const { x, y } = answer.optimum.curve;
  const crossing = sloganAt(x, y);
  const over = Array.from(x, (M, i) => M / (y[i] ?? Number.NaN) - 200);
  const crosses = over.some((value, i) => i > 0 && value * (over[i - 1] ?? Number.NaN) <= 0);
  expect(!Number.isNaN(crossing)).toBe(crosses);

  // a residual is spoken of where it is drawn
  const banded = answer.acceptance.low.some((low, i) => low < (answer.acceptance.y[i] ?? low));
  if (acceptanceCaption(answer, scenario).includes("The band is"))
    expect(headline.bands.alpha).toBeDefined();
  else expect(banded).toBe(false);
}

/** The dot of the main chart lies on its curve, at the readout's value. */
function expectDotOnCurve({ scenario, answer }: Page) {
  const { main, headline } = answer;
  const { readouts } = headline;
  const chosen = {
    N: headline.N,
    M: scenario.M,
    gamma: headline.gamma,
    alpha: scenario.alpha === "auto" ? headline.alphaAuto : scenario.alpha,
  }[scenario.x];
  const last = main.x.at(-1) ?? 0;
  if (chosen > last) return;
  // there the curve is the best draft at each real lookahead, and the readout's has its own
  if (scenario.x === "gamma" && scenario.y === "N" && scenario.gamma === "auto") return;
  const shown = {
    speedup: readouts.speedup,
    alpha: readouts.alpha,
    gamma: headline.gamma,
    tokens: readouts.tokens_per_iteration,
    N: readouts.N_opt,
  }[scenario.y];
  const dot = valueAt(main.x, main.y, chosen);
  if (Number.isNaN(shown)) expect(dot).toBeNaN();
  else expect(Math.abs(dot / (shown || 1) - (shown === 0 ? 0 : 1))).toBeLessThan(1e-6);
}

it.each([
  [
    "",
    "train a draft of about 313M: 1/224 of its size. Expect 2.63× (2.22× to 3.20×) with 9 tokens",
  ],
  ["?gamma=64", "the best draft is about 93.2M: 1/751 of its size. Expect 2.38×"],
  ["?gamma=1", "the best draft is about 515M"],
  ["?gamma=1", "Expect 1.63× (1.56× to 1.70×) with 1 token of lookahead"],
  [
    "?gamma=0",
    "At a lookahead of 0 nothing is drafted. Left free, a 313M draft and 9 tokens give 2.63×.",
  ],
  ["?N=1B", "a 1B draft is 1/70 of its size. Expect 2.53×"],
  ["?N=70B", "is as large. It gains nothing; the best draft, 313M, reaches 2.63×."],
  ["?cost=ratio:1", "decode it alone. A draft step costs 1 target pass"],
  ["?cost=roofline&batch=4096", "At batch 4,096 a pass is bound by arithmetic"],
  ["?cost=roofline&batch=200", "no whole number of tokens gains anything"],
  ["?D=1M", "accepted at a rate of 0.000 at most: too weak"],
  ["?alpha=0", "No draft of any size speeds up this 70B target"],
  ["?Dt=1M", "the law has no answer"],
])("%s is answered: %s", (query, words) => {
  expect(at(query).sentence).toContain(words);
});

it("by default the map's best point is the draft that the page names", () => {
  expect(at("").all.at(-1)).toContain("is 2.63×, at a 313M draft and 9 tokens");
});

describe("every sentence is true of the numbers beside it", () => {
  it.each(links)("%s", (link) => {
    const page = at(link);
    expectTrue(page);
    for (const x of ["N", "M", "gamma", "alpha"] as const)
      expectDotOnCurve(pageOf({ ...page.scenario, x }));
  });

  it("whatever is set", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const page = pageOf(scenario);
        expectTrue(page);
        expectDotOnCurve(page);
      }),
      { numRuns: 40, examples: [[defaultScenario]] },
    );
  }, 240_000);
});
