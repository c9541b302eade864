import { describe, expect, it } from "vitest";
import { readMessage } from "./channel.ts";

describe("a message of the other window", () => {
  it("is read", () => {
    const word = { from: "stage", search: "?view=lecture", black: false };
    expect(readMessage({ ...word, more: 1 })).toEqual(word);
    expect(readMessage({ from: "presenter", asks: true })).toEqual({
      from: "presenter",
      asks: true,
    });
  });

  it.each([
    null,
    3,
    "next",
    {},
    { from: "stage" },
    { from: "me", asks: true },
    { from: "stage", search: 1, black: true },
  ])("%j is none of ours", (data) => {
    expect(readMessage(data)).toBeNull();
  });
});
