import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileResults } from "./fixtures/hostile.ts";
import { results } from "./fixtures/scenarios.ts";
import {
  decodeResult,
  deviceName,
  encodeResult,
  predictionsOf,
  type Result,
  roundResult,
} from "./result.ts";
import { defaultScenario } from "./scenario.ts";
import { formatUrl, parseUrl } from "./url.ts";

const phone: Result = {
  device: "phone, apple metal-3",
  backend: "webgpu",
  target: "stories-2.2m",
  draft: "stories-188k",
  gamma: 4,
  c: 0.0855,
  expected: 0.712,
  alpha: 0.7083,
  alone: 1.234,
  drafting: 0.2345,
  verifying: 1.567,
  overhead: 0.0123,
  speedup: 1.834,
  low: 1.791,
  high: 1.88,
  pairs: 12,
  lossless: true,
};

describe("a result in a link", () => {
  it("gives back exactly the result that it was made from", () => {
    fc.assert(
      fc.property(results, (result) => {
        expect(decodeResult(encodeResult(result))).toEqual({ result, problem: null });
      }),
      { numRuns: 2000 },
    );
  });

  it("takes a link of under 300 characters, whatever the device is called", () => {
    const base = "https://some-university.github.io/sdsl-explorer/";
    const link = (device: string) =>
      base +
      formatUrl({
        ...defaultScenario,
        view: "board",
        result: [{ ...phone, device: deviceName(device) }],
      });
    expect(link(phone.device).length).toBeLessThan(200);
    for (const name of ["ü", "手机", "💻", "a long name "])
      expect(link(name.repeat(100)).length, name).toBeLessThan(300);
  });

  it("predicts as the lab does", () => {
    const tokens = (1 - 0.712 ** 5) / (1 - 0.712);
    const { sdsl, calibrated } = predictionsOf(phone);
    expect(sdsl).toBeCloseTo(tokens / (4 * 0.0855 + 1), 12);
    expect(calibrated).toBeCloseTo((tokens * 1.234) / (4 * 0.2345 + 1.567 + 0.0123), 12);
  });

  it("names a device without what would not show", () => {
    expect(deviceName(" my\u202E  \u0000laptop~2 ")).toBe("my laptop 2");
    expect(deviceName("\ud800")).toBe("a device");
    expect(deviceName(deviceName("x ".repeat(99)))).toBe(deviceName("x ".repeat(99)));
  });

  it("keeps four significant digits and its limits", () => {
    const rounded = roundResult({ ...phone, alone: 1.23456, expected: 1.2, pairs: 3.4 });
    expect([rounded.alone, rounded.expected, rounded.pairs]).toEqual([1.235, 1, 3]);
  });
});

it.each([
  ["", "is not one of this app's"],
  ["hello", "is not one of this app's"],
  ["2~g~a", "has form 2; this app reads form 1"],
  ["1~g~a", "has 3 parts, not 18"],
  [encodeResult({ ...phone, speedup: 2 }), "has a speedup outside its own spread"],
  [
    encodeResult({ ...phone, speedup: 1000, high: 1000 }),
    "claims 1000× where an iteration writes 5 tokens at most",
  ],
  [encodeResult({ ...phone, gamma: 2.5 }), "has gamma outside 0 to 64"],
  [encodeResult({ ...phone, draft: "../x" }), "names a model that cannot be one"],
])("%s is refused with the reason", (text, problem) => {
  expect(decodeResult(text)).toEqual({ result: null, problem });
});

it("refuses 200 hostile results, each with a reason in the notices of its link", () => {
  for (const text of hostileResults(200)) {
    expect(decodeResult(text).result, text).toBeNull();
    const { scenario, notices } = parseUrl(`?${new URLSearchParams({ result: text })}`);
    expect(scenario).toEqual(defaultScenario);
    expect(notices.map((notice) => notice.text).join()).toMatch(/^A result .*left out\.$/);
  }
});

it("is total", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.nat(18), (text, place) => {
      const parts = encodeResult(phone).split("~");
      parts[place] = text;
      const { result } = decodeResult(parts.join("~"));
      if (result !== null) expect(decodeResult(encodeResult(result)).result).toEqual(result);
    }),
    { numRuns: 2000 },
  );
});

it("takes the same result once, and no more than a board holds", () => {
  const text = encodeResult(phone);
  expect(parseUrl(`?result=${text}&result=${text}`).scenario.result).toEqual([phone]);
  const many = Array.from(
    { length: 250 },
    (_, i) => `result=${encodeResult({ ...phone, pairs: i + 1 })}`,
  );
  const { scenario, notices } = parseUrl(`?${many.join("&")}`);
  expect(scenario.result).toHaveLength(200);
  expect(notices.map(({ text }) => text)).toEqual([
    "This link brings 250 results. Using the first 200.",
  ]);
});
