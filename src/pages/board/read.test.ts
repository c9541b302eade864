import { expect, it } from "vitest";
import { toCsv } from "../../charts/csv.ts";
import { hostileResults } from "../../scenario/fixtures/hostile.ts";
import { encodeResult, type Result } from "../../scenario/result.ts";
import { defaultScenario } from "../../scenario/scenario.ts";
import { formatUrl } from "../../scenario/url.ts";
import { resultOfRun } from "../shared/result.ts";
import { readResults } from "./read.ts";
import { boardTable, rowsOf, summaryOf } from "./summary.ts";

const one: Result = {
  device: "Zoë's phone, 4 cores",
  backend: "wasm",
  target: "stories-2.2m",
  draft: "stories-188k",
  gamma: 2,
  c: 0.0855,
  expected: 0.7,
  alpha: 0.69,
  alone: 2,
  drafting: 0.25,
  verifying: 2.4,
  overhead: 0.1,
  speedup: 1.46,
  low: 1.4,
  high: 1.5,
  pairs: 9,
  lossless: true,
};
const two: Result = {
  ...one,
  device: "=cmd|' /C calc'!A0",
  backend: "webgpu",
  speedup: 0.9,
  low: 0.8,
  high: 0.95,
};
const link = (...result: Result[]) =>
  `https://example.org/app/${formatUrl({ ...defaultScenario, view: "board", result })}`;

it("finds results in chats, in lines of their own, and twice only once", () => {
  const chat = `Zoë: here is mine ${link(one)} :)\nBo: "${link(two)}"\n${encodeResult(one)}\n`;
  expect(readResults(chat)).toEqual({ results: [one, two], problems: [] });
  expect(readResults(link(one, two)).results).toEqual([one, two]);
});

it("reads the CSV that it writes, in which no device is a formula", () => {
  const csv = toCsv(boardTable(rowsOf([one, two])));
  expect(csv).toContain("'=cmd|");
  const { results, problems } = readResults(csv);
  expect(problems).toEqual([]);
  const named = results.map(({ device }) => device);
  expect(named).toContain("=cmd|' /C calc'!A0");
  expect(results).toHaveLength(2);
});

/** What the lab saves, in short. */
const run = {
  backend: "wasm",
  target: "your model",
  draft: "stories-188k",
  gamma: 2,
  alpha: 0.69123,
  lossless: true,
  speedup: { median: 1.46, low: 1.4, high: 1.5, samples: [1.4, 1.46, 1.5] },
  prediction: { c: 0.0855, alpha: 0.7 },
  calibration: {
    tAutoregressive: { median: 2 },
    tDraft: { median: 0.25 },
    tVerify: [{ median: 2 }, { median: 2.2 }, { median: 2.4 }],
    overhead: [0, 0.05, 0.1],
  },
};

it("reads the file that the lab saves, at the run's own lookahead", () => {
  const file = JSON.stringify({ device: { adapter: "apple metal-3" }, result: run }, null, 1);
  expect(readResults(file).results).toEqual([
    { ...one, device: "apple metal-3", target: "your_model", alpha: 0.6912, pairs: 3 },
  ]);
});

it("refuses a run that lacks something, or holds what cannot be", () => {
  for (const broken of [
    null,
    {},
    { ...run, backend: "evil" },
    { ...run, gamma: 9 },
    { ...run, alpha: null },
    { ...run, speedup: { median: 9, low: 1, high: 2, samples: [] } },
    { ...run, draft: "" },
  ]) {
    expect(resultOfRun(broken, "a")).toBeNull();
    expect(readResults(JSON.stringify({ result: broken })).results).toEqual([]);
  }
});

it("is total, and takes nothing from 200 hostile results", () => {
  for (const text of hostileResults(200)) {
    for (const wrapped of [
      text,
      `"${text}"`,
      `{"result":${JSON.stringify(text)}}`,
      `?result=${text}`,
    ])
      expect(readResults(wrapped).results, wrapped).toEqual([]);
  }
  expect(readResults("{".repeat(100_000)).results).toEqual([]);
  expect(readResults("?result=%E0%A4%A").results).toEqual([]);
});

it("sums a board up by its medians", () => {
  expect(summaryOf([])).toBeNull();
  const summary = summaryOf(
    rowsOf([one, two, { ...one, device: "third", speedup: 1.5, high: 1.6 }]),
  );
  expect(summary).toMatchObject({ count: 3, speedup: 1.46, pays: 2 });
  const tokens = (1 - 0.7 ** 3) / 0.3;
  const predicted = (tokens * 2) / (2 * 0.25 + 2.4 + 0.1);
  expect(rowsOf([one])[0]?.calibrated).toBeCloseTo(predicted, 12);
});
