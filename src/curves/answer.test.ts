import { describe, expect, it } from "vitest";
import { parseUrl } from "../scenario/url.ts";
import { buffersOf } from "./answer.ts";
import { compute } from "./compute.ts";

describe("buffersOf", () => {
  it("finds the buffer of every curve once, pins included, so that all can be moved", () => {
    const answer = compute(parseUrl("?pin=a&pin=b~M:1B").scenario);
    const buffers = buffersOf(answer);
    expect(new Set(buffers).size).toBe(buffers.length);
    const copy = structuredClone(answer);
    const moved = structuredClone(answer, { transfer: buffers });
    expect(moved).toEqual(copy);
    // what was moved is gone here: nothing was copied
    for (const buffer of buffers) expect(buffer.byteLength).toBe(0);
    expect(answer.main.y).toHaveLength(0);
  });
});
