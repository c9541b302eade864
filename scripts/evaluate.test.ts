import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "evaluate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const text = join(folder, "text.txt");
writeFileSync(
  text,
  "Tom had a red ball. He liked it.\nOne day it was gone.\n<|endoftext|>\nLily saw a frog.\n<|endoftext|>\n",
);

/** Models small enough for the plain engine, which reads a thousand prefixes here. */
const small = ["19k", "53k", "53k-distilled", "188k", "467k"].map((size) => `stories-${size}`);
const family = join(folder, "family");
const empty = join(folder, "empty");
for (const made of [family, empty]) mkdirSync(made);
for (const id of small) symlinkSync(resolve("public/models", id), join(family, id));

const evaluate = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "scripts/evaluate.ts", ...args], {
    encoding: "utf8",
  });

// Starting Node and reading the models takes seconds, many of them on a busy machine.
describe("npm run evaluate", { timeout: 300_000 }, () => {
  it("prints one JSON object and nothing else, the same for any number of processes", () => {
    const run = (threads: string) =>
      evaluate(
        ...["--text", text, "--models", family],
        ...["--json", "--prefixes", "6", "--threads", threads],
      );
    const { stdout, status } = run("2");
    expect(status).toBe(0);
    expect(run("1").stdout).toBe(stdout);
    const { models, pairs, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    const target = models[models.length - 1];
    expect(models).toHaveLength(small.length);
    for (const model of models) {
      expect(Object.keys(model)).toEqual([
        ...["id", "params", "params_non_embedding", "bytes"],
        ...["tokens", "nats_per_token", "perplexity"],
      ]);
      // Two documents: all their tokens and an end each are predicted.
      expect(model.tokens).toBe(target.tokens);
      expect(model.perplexity).toBeCloseTo(Math.exp(model.nats_per_token), 10);
    }
    expect(pairs.map((p: { draft: string }) => p.draft)).toEqual(
      models.slice(0, -1).map((m: { id: string }) => m.id),
    );
    for (const pair of pairs) {
      expect(Object.keys(pair)).toEqual([
        "target",
        "draft",
        "alpha",
        "alpha_greedy",
        "by_position",
      ]);
      expect(pair.target).toBe(target.id);
      expect(pair.by_position).toHaveLength(8);
      for (const share of [pair.alpha, pair.alpha_greedy, ...pair.by_position]) {
        if (share === null) continue;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }
  });

  it.each<[string, string[], RegExp]>([
    ["no text", [], /--text FILE is missing/],
    ["a text that isn't there", ["--text", "no-such-file", "--json"], /no-such-file can't be read/],
    ["an unknown target", ["--text", text, "--target", "x"], /There is no model x/],
    ["an unknown option", ["--text", text, "--bogus"], /--bogus/],
    ["a folder without models", ["--text", text, "--models", empty], /holds no models/],
  ])("with %s says so and fails", (_, args, message) => {
    const { stdout, stderr, status } = evaluate(...args);
    expect(status).not.toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /); // no stack
  });
});
