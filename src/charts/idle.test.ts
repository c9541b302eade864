import { expect, it, vi } from "vitest";
import { whenIdle } from "./idle.ts";

it("gives each task a turn of its own, in order, and forgets what was taken out", () => {
  vi.useFakeTimers();
  vi.stubGlobal("window", {});
  const done: string[] = [];
  whenIdle(() => done.push("first"));
  const forget = whenIdle(() => done.push("second"));
  whenIdle(() => done.push("third"));
  expect(done).toEqual([]);
  vi.advanceTimersByTime(20);
  expect(done).toEqual(["first"]);
  forget();
  vi.advanceTimersByTime(20);
  expect(done).toEqual(["first", "third"]);
  vi.advanceTimersByTime(100);
  whenIdle(() => done.push("fourth"));
  vi.advanceTimersByTime(20);
  expect(done.at(-1)).toBe("fourth");
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
