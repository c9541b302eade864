import { expect, it } from "vitest";
import { parseDraft, parseShare } from "./limits.ts";

it.each([
  ["125M", 125e6],
  ["1/200", 350e6],
  [" 1 / 250 ", 280e6],
  ["1/0.5", 140e9],
])("reads a draft of a 70B target: %s", (text, expected) => {
  expect(parseDraft(text, 70e9)).toBe(expected);
});

it.each(["1/0", "1/-3", "1/x", "2/400", "1/", "zzz", ""])("refuses %j in words", (text) => {
  expect(parseDraft(text, 70e9)).toHaveProperty("error");
});

it.each([
  ["0.8", 0.8],
  ["80%", 0.8],
  [" 80 % ", 0.8],
])("reads a share: %s", (text, expected) => {
  expect(parseShare(text)).toBe(expected);
});
