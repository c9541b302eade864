import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as samples from "./fixtures/samples.ts";
import type { Format, Parsed } from "./measurement.ts";
import { parseMeasurements } from "./parse.ts";
import { readers } from "./readers.ts";
import { sourceOf } from "./source.ts";

/** Which format each sample is. */
const formats: Readonly<Record<keyof typeof samples, Format>> = {
  vllmLog: "vllm-log",
  vllmV0Log: "vllm-v0-log",
  vllmMetrics: "vllm-metrics",
  vllmV0Metrics: "vllm-metrics",
  vllmSummary: "vllm-summary",
  vllmOffline: "vllm-summary",
  vllmJson: "vllm-json",
  sglangLength: "sglang-log",
  sglangOlder: "sglang-log",
  sglangNewer: "sglang-log",
  sglangGauges: "sglang-gauges",
  sglangBench: "sglang-bench",
  sglangMeta: "sglang-json",
  sglangState: "sglang-json",
  llamacppOlder: "llamacpp-log",
  llamacppNewer: "llamacpp-log",
  llamacppStatistics: "llamacpp-log",
  llamacppTimings: "llamacpp-timings",
  llamacppMetrics: "llamacpp-metrics",
  llamacppSimple: "llamacpp-simple",
  mtpBench: "mtp-bench",
  ikSpecBench: "ik-spec-bench",
  lmStudio: "lm-studio",
  trtllmBench: "trtllm-bench",
  xinfer: "xinfer",
  llamaBench: "llama-bench",
  llamaBenchCsv: "llama-bench-csv",
  llamaBenchJson: "llama-bench-json",
  batchedBench: "llama-batched-bench",
  batchedBenchJson: "llama-batched-bench",
  sweepBench: "ik-sweep-bench",
  ollama: "without-acceptance",
  csvSizes: "points",
  csvPlane: "points",
};
const texts = { ...samples };
const all = Object.entries(formats) as readonly [keyof typeof samples, Format][];

/** What of an answer is a value; to so many digits as a log has. */
function values({ measurement, bench, points }: Parsed) {
  const round = (value: number) => Number(value.toPrecision(9));
  return JSON.stringify({
    measurement: measurement && {
      ...measurement,
      alpha: round(measurement.alpha),
      tokensPerIteration: round(measurement.tokensPerIteration),
      acceptedOfDrafted: round(measurement.acceptedOfDrafted),
      iterationSeconds:
        measurement.iterationSeconds === undefined ? 0 : round(measurement.iterationSeconds),
      byPosition: measurement.byPosition?.map(round),
    },
    bench,
    points,
  });
}
const nothing = values({ measurement: null, bench: null, points: [] } as unknown as Parsed);

describe("one reader a format", () => {
  it.each(all)("%s is claimed by %s alone", (name, format) => {
    const source = sourceOf(texts[name]);
    const claiming = readers.filter((reader) => reader.claims(source));
    expect(claiming.map((reader) => reader.format)).toEqual([format]);
    expect(parseMeasurements(texts[name]).format).toBe(format);
  });

  it("every format has a sample", () => {
    const covered = new Set(Object.values(formats));
    for (const { format } of readers) expect(covered).toContain(format);
    expect(new Set(readers.map(({ format }) => format)).size).toBe(readers.length);
  });

  it("their order changes nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.shuffledSubarray([...readers], { minLength: readers.length }),
        ([name], order) => {
          expect(parseMeasurements(texts[name], 4, order)).toEqual(
            parseMeasurements(texts[name], 4),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it("two formats in one text are refused, with both names", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom(...all), ([one, a], [other, b]) => {
        fc.pre(a !== b);
        const parsed = parseMeasurements(`${texts[one]}\n${texts[other]}`);
        // rows of points within a log are no table of points
        if (parsed.format === null) {
          expect(values(parsed)).toBe(nothing);
          expect(parsed.rejected[0]?.problem).toBe("several-formats");
        } else {
          expect([a, b]).toContain("points");
          expect(values(parsed)).toBe(
            values(parseMeasurements(texts[a === "points" ? other : one])),
          );
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("what reaches the page by way of a terminal", () => {
  const changes: Readonly<Record<string, (text: string) => string>> = {
    "Windows line ends": (text) => text.replaceAll("\n", "\r\n"),
    "terminal colours": (text) =>
      text.replace(/^(?=\S)/gm, "\u001b[32m").replace(/(?<=\S)$/gm, "\u001b[0m"),
    "Docker's stamps": (text) => text.replace(/^(?=.)/gm, "2026-05-01T10:00:00.123456789Z "),
    "Kubernetes' stamps": (text) =>
      text.replace(/^(?=.)/gm, "2026-05-01T10:00:00.123456789+02:00 stdout F "),
    "docker compose's names": (text) => text.replace(/^(?=.)/gm, "engine-1  | "),
    "journald's heads": (text) =>
      text.replace(/^(?=.)/gm, "May 01 12:00:00 host llama-server[900]: "),
    "a quotation's marks": (text) => text.replace(/^(?=.)/gm, "> "),
    "blank lines": (text) => text.replaceAll("\n", "\n\n"),
  };
  it.each(Object.entries(changes))("%s change no value", (_, change) => {
    for (const [name] of all) {
      const own = parseMeasurements(texts[name]);
      const changed = parseMeasurements(change(texts[name]));
      // pretty-printed JSON with something before each line is no JSON
      if (values(changed) !== values(own)) {
        expect(name).toMatch(/^(lmStudio|llamaBenchJson)$/);
        expect(values(changed)).toBe(nothing);
        expect(changed.rejected.length).toBeGreaterThan(0);
      }
    }
  });

  it("lines broken at any width are read as they were, or refused", () => {
    const logs = ["vllmLog", "vllmV0Log", "sglangOlder", "llamacppStatistics"] as const;
    fc.assert(
      fc.property(fc.constantFrom(...logs), fc.integer({ min: 60, max: 240 }), (name, width) => {
        const broken = texts[name].replace(new RegExp(`(.{${width}})(?=.)`, "g"), "$1\n");
        const parsed = parseMeasurements(broken);
        expect([nothing, values(parseMeasurements(texts[name]))]).toContain(values(parsed));
        if (name === "vllmLog") expect(values(parsed)).not.toBe(nothing);
      }),
      { numRuns: 150 },
    );
  });

  it("commas between thousands change no value", () => {
    const grouped = (text: string) =>
      text.replace(/(?<![\d.:-])\d{4,}(?![\d]*[-:])/g, (digits) =>
        Number(digits).toLocaleString("en"),
      );
    for (const name of ["vllmSummary", "vllmOffline", "vllmMetrics", "llamacppMetrics"] as const)
      expect(values(parseMeasurements(grouped(texts[name])))).toBe(
        values(parseMeasurements(texts[name])),
      );
  });
});

describe("what is left of a text", () => {
  it("cut anywhere gives what its whole lines give, or says that something is missing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.double({ min: 0, max: 1, noNaN: true }), (of, at) => {
        const [name] = of;
        const text = texts[name].trim();
        const cut = text.slice(0, Math.floor(at * text.length));
        const parsed = parseMeasurements(cut);
        if (values(parsed) === nothing) return;
        const lines = text.split("\n");
        const kept = cut.split("\n").length;
        const honest = [kept - 1, kept, lines.length].map((count) =>
          values(parseMeasurements(lines.slice(0, count).join("\n"))),
        );
        if (!honest.includes(values(parsed))) {
          // a hand-made table prints its numbers as it likes, and so do gauges
          const free = ["points", "sglang-gauges"].includes(of[1]);
          expect(free || parsed.rejected.length > 0, `${name}: ${cut.slice(-80)}`).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("its lines in any order give the same, or nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all.filter(([, format]) => !/json|lm-studio|points/.test(format))),
        fc.infiniteStream(fc.nat()),
        ([name], order) => {
          const keys = order.take(100);
          const lines = texts[name]
            .trim()
            .split("\n")
            .map((text) => ({ text, key: keys.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ text }) => text);
          const parsed = parseMeasurements(lines.join("\n"));
          const own = values(parseMeasurements(texts[name]));
          if (values(parsed) !== own && values(parsed) !== nothing)
            // rows that now stand before their heading are missing, a time is no longer its request's
            expect(
              parsed.bench !== null || parsed.measurement?.definition === "ik-spec-bench",
            ).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("each format by its numbers", () => {
  const read = (name: keyof typeof samples, gamma?: number) =>
    parseMeasurements(texts[name], gamma);

  it("vLLM's block, example and JSON", () => {
    for (const name of ["vllmSummary", "vllmOffline", "vllmJson"] as const)
      expect(read(name).measurement).toMatchObject({
        engine: "vllm",
        gamma: 2,
        tokensPerIteration: 2.2,
        byPosition: [0.75, 0.6],
      });
  });

  it("SGLang's table, answers and state", () => {
    expect(read("sglangBench", 5).measurement).toMatchObject({
      gamma: 5,
      gammaAssumed: true,
      batch: 4,
    });
    expect(read("sglangBench").measurement?.gamma).toBe(3);
    const { measurement } = read("sglangMeta");
    expect(measurement).toMatchObject({ gamma: 3, rounds: 100, tokensPerIteration: 2.31 });
    expect(measurement?.byPosition?.map((rate) => Number(rate.toFixed(4)))).toEqual([
      0.71, 0.5634, 0.5,
    ]);
    expect(read("sglangState").measurement).toMatchObject({
      gamma: 4,
      gammaAssumed: false,
      tokensPerIteration: 2.75,
    });
  });

  it("counters, tables and logs of the others", () => {
    expect(read("llamacppMetrics").measurement).toMatchObject({ gamma: 4, rounds: 2000 });
    expect(read("mtpBench").measurement).toMatchObject({ rounds: 71 });
    expect(read("ikSpecBench").measurement).toMatchObject({ gamma: 3, rounds: 300 });
    expect(read("lmStudio").measurement).toMatchObject({ gamma: 4, rounds: 120 });
    expect(read("trtllmBench").measurement).toMatchObject({
      gammaAssumed: true,
      tokensPerIteration: 2.31,
    });
    expect(read("xinfer").measurement).toMatchObject({ gamma: 3, rounds: 150 });
  });

  it("benchmarks", () => {
    const curve = (name: keyof typeof samples) =>
      read(name).bench?.verification.map(({ k, seconds }) => [
        k,
        Number((seconds * 1e3).toFixed(4)),
      ]);
    for (const name of ["llamaBenchCsv", "llamaBenchJson"] as const)
      expect(curve(name)).toEqual([
        [1, 8],
        [4, 10],
      ]);
    for (const name of ["batchedBench", "batchedBenchJson"] as const)
      expect(curve(name)).toEqual([
        [1, 12.5],
        [2, 15],
      ]);
    expect(curve("sweepBench")).toEqual([[1, 4]]);
    expect(read("ollama").rejected[0]?.problem).toBe("no-acceptance");
  });
});
