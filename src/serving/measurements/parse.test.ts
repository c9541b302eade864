import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as samples from "./fixtures/samples.ts";
import { parseMeasurements } from "./parse.ts";

const read = (text: string, gamma?: number) => {
  const parsed = parseMeasurements(text, gamma);
  if (parsed.measurement === null) throw new Error(JSON.stringify(parsed));
  return parsed.measurement;
};

describe("vLLM", () => {
  it("V1 log: α solves the accepted tokens a draft; the printed 35.5% is something else", () => {
    const measurement = read(samples.vllmLog);
    expect(measurement.definition).toBe("vllm-log");
    expect(measurement.gamma).toBe(7);
    expect(measurement.rounds).toBe(37);
    expect(measurement.alpha).toBeCloseTo(0.739, 3);
    expect(measurement.acceptedOfDrafted).toBeCloseTo(0.355, 3);
    expect(measurement.tokensPerIteration).toBeCloseTo(3.49, 2);
    expect(measurement.byPosition?.[1]).toBeCloseTo(0.622 / 0.757, 10);
  });

  it("V1 counters: cumulative positions become conditional ones", () => {
    const measurement = read(samples.vllmMetrics);
    expect(measurement.definition).toBe("vllm-counters");
    const rates = measurement.byPosition ?? [];
    expect(rates.map((rate) => Number(rate.toFixed(12)))).toEqual([0.8, 0.7, 0.6]);
    expect(measurement.tokensPerIteration).toBeCloseTo(2.696, 12);
    expect(measurement.gamma).toBe(3);
  });

  it("the block that a benchmark ends with", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom("\n", "\r\n"),
        (drafts, end) => {
          const lines = [
            "---------------Speculative Decoding---------------",
            `Drafts:                 ${drafts}     `,
            `Draft tokens:           ${drafts * 2}`,
            `Accepted tokens:        ${drafts}`,
            "  Position 0:           80.00",
            "  Position 1:           20.00",
          ];
          const measurement = read(lines.join(end));
          expect(measurement).toMatchObject({ gamma: 2, rounds: drafts, tokensPerIteration: 2 });
          expect(measurement.byPosition?.[1]).toBeCloseTo(0.25, 12);
          expect(parseMeasurements([...lines, ...lines].join(end)).measurement).toBeNull();
        },
      ),
      { numRuns: 50 },
    );
  });

  it("two scrapes are read as what happened between them", () => {
    const later = samples.vllmMetrics
      .replace(
        '_drafts_total{engine="0",model_name="meta-llama/Llama-3.3-70B-Instruct"} 1000.0',
        '_drafts_total{engine="0",model_name="meta-llama/Llama-3.3-70B-Instruct"} 1100.0',
      )
      .replace("} 3000.0", "} 3300.0")
      .replace("} 1696.0", "} 1746.0");
    const measurement = read(samples.vllmMetrics + later);
    expect(measurement.rounds).toBe(100);
    expect(measurement.tokensPerIteration).toBeCloseTo(1.5, 12);
  });

  it("V0 log: emitted tokens tell the run, not the acceptance rate", () => {
    const measurement = read(samples.vllmV0Log);
    expect(measurement.definition).toBe("vllm-v0-log");
    expect(measurement.gamma).toBe(5);
    // efficiency 0.640 of 6 tokens
    expect(measurement.tokensPerIteration).toBeCloseTo(0.64 * 6, 2);
  });

  it("V0 counters: rounds from the efficiency", () => {
    const measurement = read(samples.vllmV0Metrics);
    expect(measurement.definition).toBe("vllm-v0-counters");
    expect(measurement.rounds).toBe(500);
    expect(measurement.gamma).toBe(4);
    expect(measurement.tokensPerIteration).toBeCloseTo(3, 10);
  });
});

describe("SGLang", () => {
  it("tells its two accept rates apart", () => {
    const older = read(samples.sglangOlder);
    expect(older.definition).toBe("sglang-rate-of-verified");
    expect(older.gamma).toBe(3);
    expect(older.acceptedOfDrafted).toBeCloseTo(1.6 / 3, 10);
    expect(older.batch).toBe(2);
    expect(older.iterationSeconds).toBeCloseTo(0.04, 10);
    const newer = read(samples.sglangNewer);
    expect(newer.definition).toBe("sglang-rate-of-drafted");
    expect(newer.gamma).toBe(5);
    expect(newer.iterationSeconds).toBeCloseTo(3.85 / 173.38, 10);
  });

  it("says where the lookahead is assumed", () => {
    const assumed = read(samples.sglangLength);
    expect(assumed).toMatchObject({ definition: "sglang-length", gamma: 3, gammaAssumed: true });
    expect(read(samples.sglangLength, 5).gamma).toBe(5);
  });

  it("reads its gauges", () => {
    expect(read(samples.sglangGauges)).toMatchObject({ gamma: 4, tokensPerIteration: 3 });
  });
});

describe("llama.cpp", () => {
  it("older log: iterations from the time line", () => {
    const measurement = read(samples.llamacppOlder);
    expect(measurement.definition).toBe("llamacpp-ratio");
    expect(measurement.rounds).toBe(100);
    expect(measurement.tokensPerIteration).toBeCloseTo(2.71, 10);
    expect(measurement.iterationSeconds).toBeCloseTo(0.04, 10);
  });

  it("newer log: iterations from the mean length", () => {
    const measurement = read(samples.llamacppNewer);
    expect(measurement.rounds).toBe(597);
    expect(measurement.gamma).toBeCloseTo(2.256, 3);
  });

  it("statistics of a draft model", () => {
    const measurement = read(samples.llamacppStatistics);
    expect(measurement).toMatchObject({ definition: "llamacpp-statistics", gamma: 11, rounds: 10 });
    expect(measurement.tokensPerIteration).toBeCloseTo(10.8, 12);
  });

  it("timings, inside the answer of a request", () => {
    const measurement = read(samples.llamacppTimings);
    expect(measurement).toMatchObject({ definition: "llamacpp-timings", rounds: 80, gamma: 5 });
    expect(measurement.tokensPerIteration).toBeCloseTo(2.5, 12);
    expect(measurement.iterationSeconds).toBeCloseTo(2.5 / 80, 12);
  });

  it("llama-speculative-simple", () => {
    const measurement = read(samples.llamacppSimple);
    expect(measurement).toMatchObject({ definition: "llamacpp-simple", rounds: 30, gamma: 6 });
    expect(measurement.iterationSeconds).toBeCloseTo(0.08, 12);
  });

  it("a ratio alone needs the lookahead", () => {
    const line = "draft acceptance rate = 0.57576 (  171 accepted /   297 generated)";
    const alone = parseMeasurements(line);
    expect(alone.measurement).toBeNull();
    expect(alone.rejected).toEqual([{ line: 0, text: "", problem: "no-rounds" }]);
    expect(read(line, 3)).toMatchObject({ gamma: 3, rounds: 99, gammaAssumed: true });
  });

  it("n-gram statistics are no draft model's", () => {
    const line =
      "statistics ngram_mod: #calls = 15, #gen drafts = 15, #gen tokens = 960, #acc tokens = 97";
    expect(parseMeasurements(line).rejected[0]?.problem).toBe("not-a-draft-model");
  });

  it("llama-batched-bench: a pass over one token of each sequence", () => {
    const text = `|    PP |     TG |    B |   N_KV |   T_PP s | S_PP t/s |   T_TG s | S_TG t/s |
|-------|--------|------|--------|----------|----------|----------|----------|
|   256 |     20 |    1 |    276 |    0.300 |   853.33 |    0.200 |   100.00 |
|   256 |     20 |    2 |    552 |    0.600 |   853.33 |    0.300 |   133.33 |`;
    const times = parseMeasurements(text).bench?.verification ?? [];
    expect(times.map(({ k, seconds }) => [k, Number(seconds.toFixed(9))])).toEqual([
      [1, 0.01],
      [2, 0.015],
    ]);
  });

  it("rows of a benchmark script", () => {
    const text = `  code   pred= 190 draft= 150 acc= 140 rate=0.933 tok/s=38.9
  prose  pred= 110 draft= 150 acc=  60 rate=0.400 tok/s=30.1`;
    expect(read(text)).toMatchObject({ gamma: 3, rounds: 100, tokensPerIteration: 3 });
  });

  it("a request that drafted nothing has a time of its own", () => {
    const idle = "eval time = 500.00 ms / 9 tokens\n";
    const alone = read(samples.llamacppOlder);
    expect(read(idle + samples.llamacppOlder)).toEqual(alone);
    expect(read(samples.llamacppOlder + idle)).toEqual(alone);
  });

  it("llama-speculative-simple behind a log's prefix", () => {
    const logged = samples.llamacppSimple.replace(/^(?=\S)/gm, "0.41.100.003 I ");
    expect(read(logged)).toEqual(read(samples.llamacppSimple));
  });

  it("llama-bench copied as it is shown, with tabs", () => {
    const shown = samples.llamaBench
      .split("\n")
      .filter((line) => line.startsWith("|") && !/^\|\s*:?-{2}/.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim())
          .join("\t"),
      )
      .join("\n");
    expect(parseMeasurements(shown).bench).toEqual(parseMeasurements(samples.llamaBench).bench);
  });

  it("llama-bench gives the verification curve with its cliff, and the draft's step", () => {
    const { bench, rejected } = parseMeasurements(samples.llamaBench);
    expect(bench?.model).toBe("llama 34B Q4_0");
    expect(bench?.verification.map(({ k }) => k)).toEqual([1, 8, 9]);
    expect(bench?.verification.map(({ seconds }) => Math.round(seconds * 1e4) / 10)).toEqual([
      28.7, 49.7, 112,
    ]);
    expect(bench?.draft).toEqual({ model: "llama 1B Q8_0", seconds: 1 / 400 });
    expect(rejected.map(({ problem }) => problem)).toEqual(["mixed-test"]);
  });
});

describe("what would be misread", () => {
  const depth = (length: string, accepted: number) =>
    `SpecDecoding metrics: Mean acceptance length: ${length}, Accepted: ${accepted} tokens, Drafted: 200 tokens, Per-position acceptance rate: 0.900, 0.300, 0.000, 0.000`;

  it("a list longer than what was drafted: the mean length tells the depth", () => {
    expect(read(depth("2.20", 120))).toMatchObject({ gamma: 2, rounds: 100 });
    expect(parseMeasurements(depth("1.20", 120))).toMatchObject({
      measurement: null,
      rejected: [{ line: 1, problem: "disagree" }],
    });
  });

  it("lookaheads and models do not merge", () => {
    const other = samples.vllmLog + depth("2.20", 120);
    expect(parseMeasurements(other).measurement).toBeNull();
    const second = samples.vllmMetrics.replaceAll("Llama-3.3-70B-Instruct", "other");
    const { measurement, rejected } = parseMeasurements(samples.vllmMetrics + second);
    expect(measurement).toBeNull();
    expect(rejected.map(({ problem }) => problem)).toEqual(["several-models"]);
  });

  it("nothing happened between two equal scrapes", () => {
    expect(parseMeasurements(samples.vllmMetrics + samples.vllmMetrics).measurement).toBeNull();
  });

  it("a stream's timings count from its start, however many chunks there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (chunks) => {
        const text = Array.from({ length: chunks }, (_, i) => {
          const n = i + 1;
          return `data: {"timings":{"prompt_n":9,"prompt_ms":4.5,"predicted_n":${20 * n},"predicted_ms":${100 * n},"draft_n":${30 * n},"draft_n_accepted":${10 * n}}}`;
        }).join("\n\n");
        expect(read(text)).toMatchObject({ rounds: 10 * chunks, gamma: 3 });
      }),
    );
  });

  it("an n-gram's ratio is no draft model's", () => {
    const text = `eval time = 100.00 ms / 50 tokens
draft acceptance rate = 0.5 ( 10 accepted / 20 generated)
statistics ngram_mod: #calls = 15, #gen drafts = 3, #gen tokens = 20, #acc tokens = 10`;
    expect(parseMeasurements(text).measurement).toBeNull();
  });

  it("every draft model's statistics are read, with their positions", () => {
    for (const kind of [
      "draft-mtp",
      "draft-eagle3",
      "draft-dflash",
      "draft-dspark",
      "mtp",
      "dflash",
    ])
      expect(
        read(
          `statistics ${kind}: #gen drafts = 100, #gen tokens = 200, #acc tokens = 120, #acc rate/pos = (0.8, 0.4), dur = 1`,
        ),
      ).toMatchObject({ gamma: 2, rounds: 100, byPosition: [0.8, 0.5] });
  });

  it("SGLang: an interval with an idle time, a rate of 0, a tree, printed steps", () => {
    const line = (length: string, rate: string, throughput: number) =>
      `Decode batch, #running-req: 1, accept len: ${length}, accept rate: ${rate}, gen throughput (token/s): ${throughput}, #queue-req: 0\n`;
    const idle = line("3.85", "0.57", 3) + line("3.85", "0.57", 100);
    expect(read(idle).iterationSeconds).toBeCloseTo(0.0385, 10);
    expect(read(line("1.00", "0.00", 20))).toMatchObject({ alpha: 0, gammaAssumed: true });
    expect(parseMeasurements(line("3.20", "0.10", 160)).rejected[0]?.problem).toBe("tree");
    const gauges = `sglang:spec_accept_length{a="b"} 2.4\nsglang:spec_accept_rate{a="b"} 0.7\nsglang:spec_num_steps{a="b"} 4`;
    expect(read(gauges).gamma).toBe(4);
  });

  it("bench rows of several settings do not mix, and a quantisation is no draft", () => {
    const head = "| model | params | threads | test | t/s |\n";
    const row = (model: string, threads: number, test: string, rate: number) =>
      `| ${model} | 8.03 B | ${threads} | ${test} | ${rate} |\n`;
    const mixed = head + row("a", 1, "tg16", 4) + row("a", 8, "tg16", 20) + row("a", 8, "pp8", 80);
    const { bench, rejected } = parseMeasurements(mixed);
    expect(bench?.verification).toEqual([
      { k: 1, seconds: 0.05 },
      { k: 8, seconds: 0.1 },
    ]);
    expect(rejected[0]?.problem).toBe("several-settings");
    const quants = head + row("a Q4", 1, "tg16", 4) + row("a Q5", 1, "tg16", 5);
    expect(parseMeasurements(quants).bench?.draft).toBeUndefined();
  });

  it("a table under a foreign heading is neither sizes nor perplexities", () => {
    for (const text of ["context,accept_rate\n4096,0.72", "n-max,T/s,rate\n2,47.8,0.47"])
      expect(parseMeasurements(text).points).toEqual([]);
  });
});

describe("a table", () => {
  it("of draft sizes", () => {
    expect(parseMeasurements(samples.csvSizes).points).toEqual([
      { kind: "size", N: 125e6, alpha: 0.61 },
      { kind: "size", N: 350e6, alpha: 0.64 },
      { kind: "size", N: 1.3e9, alpha: 0.68 },
    ]);
  });

  it("of perplexities, with what can't be", () => {
    const { points, rejected } = parseMeasurements(samples.csvPlane);
    expect(points).toHaveLength(2);
    expect(rejected).toEqual([{ line: 5, text: "9.5;8.2;1.4", problem: "alpha-outside" }]);
  });

  it("without a heading", () => {
    expect(parseMeasurements("1B, 0.7\n3B, 0.75").points).toHaveLength(2);
    expect(parseMeasurements("12, 8, 0.7").points[0]).toEqual({
      kind: "perplexity",
      x: 12,
      y: 8,
      alpha: 0.7,
    });
  });
});

describe("any text", () => {
  it("says what was not understood, line by line", () => {
    const parsed = parseMeasurements("hello\nworld, again\n");
    expect(parsed).toMatchObject({ measurement: null, bench: null, points: [], used: 0 });
    expect(parsed.rejected.map(({ line, problem }) => [line, problem])).toEqual([
      [1, "unknown"],
      [2, "unknown"],
    ]);
  });

  const sane = (text: string, gamma?: number) => {
    const { measurement, bench, points } = parseMeasurements(text, gamma);
    if (measurement !== null) {
      expect(measurement.alpha).toBeGreaterThanOrEqual(0);
      expect(measurement.alpha).toBeLessThanOrEqual(0.9999);
      expect(measurement.gamma).toBeGreaterThan(0);
      expect(Number.isFinite(measurement.tokensPerIteration)).toBe(true);
      for (const rate of measurement.byPosition ?? []) expect(rate >= 0 && rate <= 1).toBe(true);
    }
    for (const { k, seconds } of bench?.verification ?? [])
      expect(k >= 1 && seconds > 0 && Number.isFinite(seconds)).toBe(true);
    for (const { alpha } of points) expect(alpha >= 0 && alpha < 1).toBe(true);
  };

  it("gives an answer, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => sane(text)),
      { numRuns: 500 },
    );
  });

  it("so does what is nearly a log", () => {
    const all = Object.values(samples);
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom(...all),
        fc.array(fc.tuple(fc.nat(3000), fc.nat(40), fc.string({ maxLength: 6 })), { maxLength: 8 }),
        fc.option(fc.integer({ min: 1, max: 64 }), { nil: undefined }),
        (one, other, edits, gamma) => {
          let text = one + other;
          for (const [at, length, put] of edits) {
            const from = at % text.length;
            text = text.slice(0, from) + put + text.slice(from + length);
          }
          sane(text, gamma);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("numbers of any size too", () => {
    const number = fc.oneof(
      fc.nat().map(String),
      fc.constantFrom("0", "-1", "1e308", "9".repeat(19), "NaN", ""),
    );
    const templates = Object.values(samples);
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.array(number, { minLength: 40, maxLength: 40 }),
        (text, values) => {
          let i = 0;
          const changed = text.replace(/\d+(\.\d+)?/g, (all) => {
            i += 1;
            return i % 3 === 0 ? (values[i % 40] ?? all) : all;
          });
          sane(changed);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
