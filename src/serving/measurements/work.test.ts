import { expect, it } from "vitest";
import * as samples from "./fixtures/samples.ts";
import { parseMeasurements } from "./parse.ts";

type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Characters that a text is read in, as often as they are: every search, slice, split and match of a string is
 * counted by how far it goes. A count, so that it is the same on every machine.
 */
function workOf(text: string): number {
  let work = 0;
  const restore: (() => void)[] = [];
  const count = (
    holder: object,
    name: string,
    cost: (self: unknown, given: readonly unknown[], result: unknown, from: number) => number,
  ) => {
    const methods = holder as Record<string, Method>;
    const original = methods[name]!;
    methods[name] = function (this: unknown, ...given: unknown[]) {
      const from = this instanceof RegExp ? this.lastIndex : 0;
      const result = original.apply(this, given);
      work += cost(this, given, result, from);
      return result;
    };
    restore.push(() => {
      methods[name] = original;
    });
  };
  const whole = (self: unknown) => String(self).length;
  const upTo = (length: number, index: number, size: number, from: number) =>
    (index < 0 ? length : index + size) - from;
  count(RegExp.prototype, "exec", (self, [input], result, from) => {
    const found = result as RegExpExecArray | null;
    const start = (self as RegExp).global ? from : 0;
    return upTo(String(input).length, found?.index ?? -1, found?.[0].length ?? 0, start);
  });
  for (const name of ["split", "replaceAll", "trim", "includes", "toLowerCase"])
    count(String.prototype, name, whole);
  count(String.prototype, "indexOf", (self, [sought, from], result) =>
    upTo(whole(self), result as number, String(sought).length, Number(from ?? 0)),
  );
  count(String.prototype, "slice", (_, __, result) => String(result).length);
  count(String.prototype, "charCodeAt", () => 1);
  count(JSON, "parse", (_, [input]) => String(input).length);
  try {
    parseMeasurements(text);
  } finally {
    for (const undo of restore) undo();
  }
  return work;
}

const repeated = (part: string) => (length: number) => part.repeat(Math.ceil(length / part.length));

it.each<[string, (length: number) => string]>([
  ["no line breaks", repeated("x")],
  ["many short lines", repeated("a,b\n")],
  ["rows of numbers", repeated("1B,0.5\n")],
  ["keys without objects", repeated('"predicted_n"')],
  ["brackets", repeated('{"predicted_n":')],
  ["objects", repeated('{"predicted_n":9,"prompt_ms":1,"draft_n":4,"draft_n_accepted":2}\n')],
  ["logs", repeated(samples.vllmLog)],
  ["half a log", repeated("SpecDecoding metrics: Per-position acceptance rate: 0.1, ")],
  ["half a log, broken", repeated("SpecDecoding metrics: Per-position\nacceptance rate: 0.1,\n")],
  ["decode lines", repeated(samples.sglangNewer)],
  ["spaces", (length) => `statistics ${" ".repeat(length)}`],
  ["pipes", repeated("|")],
  ["rows of a benchmark", (length) => samples.llamaBench + repeated("| a | pp1 | 1 |\n")(length)],
  ["counters", (length) => repeated('vllm:spec_decode_num_drafts_total{a="b"} 1.0\n')(length)],
])("twice as much of %s is no more than twice the work", (_, textOf) => {
  const [once, twice] = [workOf(textOf(40_000)), workOf(textOf(80_000))];
  expect(once).toBeGreaterThan(0);
  expect(twice / once).toBeLessThan(2.2);
  // and of all of it no character is looked at very often
  expect(twice / 80_000).toBeLessThan(400);
});
