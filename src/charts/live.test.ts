import { expect, it } from "vitest";
import { createLive, mapLive } from "./live.ts";

it("tells who listens, once a change, until they stop", () => {
  const live = createLive(1);
  const heard: number[] = [];
  const end = live.subscribe(() => heard.push(live.get()));
  live.set(2);
  live.set(2);
  live.set(3);
  end();
  live.set(4);
  expect(heard).toEqual([2, 3]);
  expect(live.get()).toBe(4);
});

it("works a part out once for each value", () => {
  const live = createLive({ n: 1 });
  let worked = 0;
  const doubled = mapLive(live, ({ n }) => {
    worked += 1;
    return 2 * n;
  });
  expect([doubled.get(), doubled.get(), worked]).toEqual([2, 2, 1]);
  live.set({ n: 4 });
  expect([doubled.get(), doubled.get(), worked]).toEqual([8, 8, 2]);
});
