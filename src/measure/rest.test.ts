import { afterEach, expect, it } from "vitest";
import { awake, awakeNow, rest } from "./rest.ts";

afterEach(() => rest(false));

const settled = async (promise: Promise<void>) => {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  return done;
};

it("lets everything through while somebody looks", async () => {
  expect(await settled(awake())).toBe(true);
});

it("holds work until the rest is over", async () => {
  rest(true);
  rest(true);
  const work = awake();
  expect(await settled(work)).toBe(false);
  rest(false);
  expect(await settled(work)).toBe(true);
});

it("lets work go that is stopped", async () => {
  rest(true);
  const stopper = new AbortController();
  const work = awake(stopper.signal);
  expect(await settled(work)).toBe(false);
  stopper.abort();
  expect(await settled(work)).toBe(true);
  expect(await settled(awake(stopper.signal))).toBe(true);
});

it("has a clock that stands still meanwhile", async () => {
  const before = awakeNow();
  rest(true);
  const asleep = awakeNow();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(awakeNow()).toBe(asleep);
  rest(false);
  expect(awakeNow() - before).toBeLessThan(50);
});
