import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileQueries } from "./fixtures/hostile.ts";
import { scenarios } from "./fixtures/scenarios.ts";
import { defaultModel, defaultScenario, type Scenario } from "./scenario.ts";
import { formatUrl, maxPins, parseUrl, pinName } from "./url.ts";

const scenarioOf = (search: string) => parseUrl(search).scenario;
const noticesOf = (search: string) => parseUrl(search).notices.map(({ text }) => text);

describe("a link", () => {
  it("gives back exactly the scenario that it was made from, without a notice", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(parseUrl(formatUrl(scenario))).toEqual({ scenario, notices: [] });
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same again after the browser has read and written it", () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const written = new URL(`https://example.org/app/${formatUrl(scenario)}`).search;
        expect(scenarioOf(written)).toEqual(scenario);
        expect(formatUrl(scenarioOf(written))).toBe(formatUrl(scenario));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves out what is at its default", () => {
    expect(formatUrl(defaultScenario)).toBe("");
    expect(formatUrl({ ...defaultScenario, M: 13e9 })).toBe("?M=13B");
  });

  it("keeps its keys in one order, whatever the order given", () => {
    expect(formatUrl(scenarioOf("?theme=dark&gamma=4&alpha=0.7&M=13B"))).toBe(
      "?M=13B&alpha=0.7&gamma=4&theme=dark",
    );
  });

  it("stays readable", () => {
    const law = { E: 1.69, A: 406.4, B: 410.7, a: 0.34, b: 0.28 };
    const pin = [{ name: "my 7B", model: { ...defaultModel, M: 7e9 } }];
    expect(formatUrl({ ...defaultScenario, law, pin })).toBe(
      "?law=custom:1.69,406.4,410.7,0.34,0.28&pin=my+7B~M:7B",
    );
  });
});

describe("each key", () => {
  it.each<[string, Partial<Scenario>]>([
    ["M=7e10", {}],
    ["M=70_000_000_000", {}],
    ["M=1.5T", { M: 1.5e12 }],
    ["N=125M", { N: 125e6 }],
    ["N=auto", {}],
    ["D=300M", { D: 300e6 }],
    ["Dt=2T", { Dt: 2e12 }],
    ["law=besiroglu", { law: "besiroglu" }],
    ["law=custom:1,2,3,0.4,0.5", { law: { E: 1, A: 2, B: 3, a: 0.4, b: 0.5 } }],
    ["plane=custom:-0.01,0.02,0.6", { plane: { A: -0.01, B: 0.02, C: 0.6 } }],
    ["alpha=0.8", { alpha: 0.8 }],
    ["alpha=80%", { alpha: 0.8 }],
    ["alpha=80%25", { alpha: 0.8 }],
    ["gamma=5", { gamma: 5 }],
    ["cost=roofline", { cost: "roofline" }],
    ["cost=ratio:0.05", { cost: { c: 0.05 } }],
    ["hw=h100", { hw: "h100" }],
    ["hw=custom:900,50,10", { hw: { GBps: 900, TFLOPs: 50, us: 10 } }],
    ["batch=64", { batch: 64 }],
    ["ctx=0", { ctx: 0 }],
    ["dtype=int4", { dtype: "int4" }],
    ["mbu=0.8", { mbu: 0.8 }],
    ["mbu=80%", { mbu: 0.8 }],
    ["topp=90%", { topp: 0.9 }],
    ["positions=80%,0.5", { positions: [0.8, 0.5] }],
    ["mfu=0.5", { mfu: 0.5 }],
    ["view=evidence", { view: "evidence" }],
    ["x=M", { x: "M" }],
    ["y=tokens", { y: "tokens" }],
    ["hide=map,intro", { hide: ["intro", "map"] }],
    ["row=lev-ende-t5-small-t0", { row: "lev-ende-t5-small-t0" }],
    ["view=plan", { view: "plan" }],
    ["model=qwen3-32b", { model: "qwen3-32b" }],
    ["model=custom", { model: "custom" }],
    ["with=llama-3.2-1b", { with: "llama-3.2-1b" }],
    ["tp=4", { tp: 4 }],
    ["overhead=20", { overhead: 20 }],
    ["stack=eager", { stack: "eager" }],
    [
      "verify=1:28.7,8:49.7",
      {
        verify: [
          { k: 1, ms: 28.7 },
          { k: 8, ms: 49.7 },
        ],
      },
    ],
    ["draftms=2.5", { draftms: 2.5 }],
    ["positions=0.8,0.7", { positions: [0.8, 0.7] }],
    ["task=code", { task: "code" }],
    ["task=shift:0.05", { task: { shift: 0.05 } }],
    ["temperature=0", { temperature: 0 }],
    ["engine=sglang", { engine: "sglang" }],
    ["served=1B", { served: 1e9 }],
    ["price=3.5", { price: 3.5 }],
    ["distil=1", { distil: true }],
    ["theme=projector", { theme: "projector" }],
    ["embed=1", { embed: true }],
  ])("%s is read", (query, patch) => {
    expect(parseUrl(`?${query}`)).toEqual({
      scenario: { ...defaultScenario, ...patch },
      notices: [],
    });
  });
});

describe("a value that can't be used", () => {
  it.each<[string, Partial<Scenario>, string]>([
    ["M=70zebra", {}, "M=70zebra is not a number. Using 70B."],
    ["M=3,14", {}, "M=3,14 is not a number. Using 70B."],
    ["M=5", { M: 1e6 }, "M=5 is below 1M. Using 1M."],
    ["M=1e15", { M: 1e14 }, "M=1e15 is above 100T. Using 100T."],
    ["N=soon", {}, "N=soon is neither a number nor auto. Using auto."],
    ["alpha=1", { alpha: 0.9999 }, "alpha=1 is above 0.9999. Using 0.9999."],
    ["gamma=2.6", { gamma: 3 }, "gamma=2.6 is not a whole number. Using 3."],
    ["law=chinchilla", {}, "is none of hoffmann, besiroglu, custom:E,A,B,a,b. Using hoffmann."],
    ["law=custom:1,2", {}, "does not have the form custom:E,A,B,a,b. Using hoffmann."],
    ["cost=ratio:99", {}, "has c outside 0.000001 to 10. Using flops."],
    ["embed=yes", {}, "embed=yes is neither 0 nor 1. Using 0."],
    ["row=a+b", { row: "auto" }, "is not the name of a measurement"],
    ["model=a+b", {}, "is not the name of a model. Using llama-3.3-70b."],
    ["tp=0", { tp: 1 }, "tp=0 is below 1. Using 1."],
    ["verify=8:1,1:2", {}, "does not have the form k:ms,k:ms"],
    ["verify=1:0", {}, "does not have the form k:ms,k:ms"],
    ["positions=0.8,2", {}, "holds something other than numbers from 0 to 1. Using nothing."],
    [`positions=${"0.5,".repeat(64)}0.5`, {}, "holds more than 64 numbers"],
    ["task=dancing", {}, "is none of fitted, chat, code"],
    ["task=shift:2", {}, "has shift outside −0.5 to 0.5".replace("−", "-")],
    ["engine=ollama", {}, "is none of vllm, sglang, llamacpp, trtllm. Using vllm."],
    ["hide=map,sun", { hide: ["map"] }, "names sun, which is none of"],
    ["M=1B&M=2B", { M: 1e9 }, "M is given 2 times. Using the first."],
    ["M=1B&N=2B", { M: 1e9, N: 1e9 }, "N=2B is larger than the target. Using N = M."],
    ["zoom=3", {}, "zoom is no setting of this app and was left out."],
    ["__proto__=3", {}, "__proto__ is no setting of this app and was left out."],
  ])("%s is replaced, and the notice says by what", (query, patch, notice) => {
    const { scenario } = parseUrl(`?${query}`);
    expect(scenario).toEqual({ ...defaultScenario, ...patch });
    expect(noticesOf(`?${query}`).join()).toContain(notice);
  });

  it("is quoted in short", () => {
    expect(noticesOf(`?M=${"x".repeat(5000)}`).join().length).toBeLessThan(200);
  });
});

describe("hostile links", () => {
  it.each(hostileQueries(500).map((query) => [query.slice(0, 80), query]))("?%s", (_, query) => {
    const { scenario, notices } = parseUrl(`?${query}`);
    expect(notices.length).toBeGreaterThan(0);
    expect(new Set(notices.map(({ text }) => text)).size, "no notice twice").toBe(notices.length);
    expect(new Set(scenario.pin.map(({ name }) => name)).size).toBe(scenario.pin.length);
    // what was made of it is a scenario like any other: its own link brings it back
    expect(parseUrl(formatUrl(scenario))).toEqual({ scenario, notices: [] });
  });

  it("holds for any text at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { scenario } = parseUrl(`?${text}`);
        expect(parseUrl(formatUrl(scenario))).toEqual({ scenario, notices: [] });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("pins", () => {
  it("keep no more than a link can hold", () => {
    const { scenario, notices } = parseUrl(`?${"pin=a&".repeat(20)}`);
    expect(scenario.pin).toHaveLength(maxPins);
    expect(notices.map(({ text }) => text)).toContain(
      "This link pins 20 scenarios. Using the first 8.",
    );
  });

  it("of one name are told apart", () => {
    const names = scenarioOf("?pin=a&pin=a~M:1B&pin=a~M:2B").pin.map(({ name }) => name);
    expect(names).toEqual(["a", "a (2)", "a (3)"]);
  });

  it("have names that any link can carry", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const name = pinName(text);
        expect(pinName(name)).toBe(name);
        const pin = [{ name, model: { ...defaultModel, M: 1e9 } }];
        expect(scenarioOf(formatUrl({ ...defaultScenario, pin })).pin).toEqual(pin);
      }),
    );
    expect(pinName("half an emoji \ud83d")).toBe("half an emoji");
    expect(pinName("~~")).toBe("Pinned");
  });
});

it("lets the marks of those who count clicks pass in silence", () => {
  const marks = [
    ...["utm_source", "utm_medium", "utm_campaign", "utm_id", "fbclid", "gclid", "dclid", "wbraid"],
    ...["msclkid", "twclid", "ttclid", "yclid", "igshid", "mc_cid", "mc_eid", "_gl", "ref", "si"],
  ];
  const query = marks.map((mark) => `${mark}=x`).join("&");
  expect(parseUrl(`?M=13B&${query}`)).toEqual(parseUrl("?M=13B"));
});
