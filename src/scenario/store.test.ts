import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { defaultScenario } from "./scenario.ts";
import { type Address, createScenarioStore } from "./store.ts";
import { formatUrl, parseUrl } from "./url.ts";

/** A browser's history: entries, the place in it, and who listens to back and forward. */
class FakeHistory implements Address {
  entries: string[];
  kept: (number | undefined)[] = [undefined];
  at = 0;
  replaced = 0;
  listener = () => {};

  constructor(search: string) {
    this.entries = [search];
  }
  search = () => this.entries[this.at] ?? "";
  push = (search: string, step: number) => {
    this.entries = [...this.entries.slice(0, this.at + 1), search];
    this.kept = [...this.kept.slice(0, this.at + 1), step];
    this.at += 1;
  };
  replace = (search: string, step: number) => {
    this.entries[this.at] = search;
    this.kept[this.at] = step;
    this.replaced += 1;
  };
  onBack = (listener: () => void) => {
    this.listener = listener;
  };
  step = () => this.kept[this.at];
  travel = (by: 1 | -1) => this.go(by);
  go(by: number) {
    this.at += by;
    this.listener();
  }
}

function setUp(search = "") {
  const history = new FakeHistory(search);
  const store = createScenarioStore(history);
  const { change, reset, dismissNotice, undo, redo } = store.getState();
  const scenario = () => store.getState().scenario;
  const steps = () => store.getState().steps;
  return { history, store, change, reset, dismissNotice, undo, redo, steps, scenario };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("gives the draft back as it was asked for when the target grows again", () => {
  const sizes = fc.double({ min: 6, max: 14, noNaN: true }).map((power) => Math.round(10 ** power));
  fc.assert(
    fc.property(sizes, fc.array(sizes), sizes, (N, path, M) => {
      const { change, scenario } = setUp();
      change({ N });
      for (const size of [...path, M]) change({ M: size }, false);
      expect(scenario().N).toBe(Math.min(N, M));
    }),
  );
  const { history, change, scenario } = setUp("?N=1B");
  change({ M: 1e8 });
  history.go(-1);
  change({ N: "auto" });
  change({ M: 1e8 });
  change({ M: 1e12 });
  expect(scenario().N).toBe("auto");
});

describe("a settled change", () => {
  it("is one step of history, and back and forward walk it", () => {
    const { history, change, scenario } = setUp("?M=13B");
    const before = scenario();
    change({ alpha: 0.8 });
    const after = scenario();
    expect(history.entries).toEqual(["?M=13B", "?M=13B&alpha=0.8"]);
    history.go(-1);
    expect(scenario()).toEqual(before);
    history.go(1);
    expect(scenario()).toEqual(after);
  });

  it("to what is set already adds nothing", () => {
    const { history, change } = setUp("?M=13B");
    change({ M: 13e9 });
    expect(history.entries).toEqual(["?M=13B"]);
  });

  it("brings a link of another spelling into our own first, so that back leads there", () => {
    const { history, change } = setUp("?alpha=0.80&M=13_000_000_000");
    change({ gamma: 4 });
    expect(history.entries).toEqual(["?M=13B&alpha=0.8", "?M=13B&alpha=0.8&gamma=4"]);
  });

  it("of the target below the draft takes the draft along", () => {
    const { change, scenario } = setUp("?N=1B");
    change({ M: 1e8 });
    expect(scenario().N).toBe(1e8);
  });
});

describe("a drag", () => {
  it("replaces the entry now and then, and is one step once it settles", () => {
    const { history, change, scenario } = setUp("?M=13B");
    const before = scenario();
    for (let i = 1; i <= 100; i++) {
      change({ M: 13e9 + i * 1e9 }, false);
      vi.advanceTimersByTime(16);
    }
    expect(history.entries).toHaveLength(1);
    expect(history.entries[0]).not.toBe("?M=13B");
    // 1.6 s of dragging: Safari refuses more than about three a second
    expect(history.replaced).toBeLessThanOrEqual(4);
    change({ M: 113e9 });
    expect(history.entries).toEqual(["?M=13B", "?M=113B"]);
    vi.runAllTimers();
    expect(history.entries).toEqual(["?M=13B", "?M=113B"]);
    history.go(-1);
    expect(scenario()).toEqual(before);
    history.go(1);
    expect(scenario().M).toBe(113e9);
  });

  it("that ends where it began leaves the history as it was", () => {
    const { history, change } = setUp("?M=13B");
    change({ M: 20e9 }, false);
    vi.runAllTimers();
    expect(history.entries).toEqual(["?M=20B"]);
    change({ M: 13e9 });
    expect(history.entries).toEqual(["?M=13B"]);
  });

  it("cut short by going back writes nothing over the entry gone to", () => {
    const { history, change, scenario } = setUp("?M=13B");
    change({ M: 20e9 });
    change({ M: 30e9 }, false);
    history.go(-1);
    vi.runAllTimers();
    expect(history.search()).toBe("?M=13B");
    expect(scenario().M).toBe(13e9);
  });

  it("forgets what lay ahead, as a browser does", () => {
    const { history, change } = setUp();
    change({ M: 1e9 });
    change({ M: 2e9 });
    history.go(-1);
    change({ gamma: 2 });
    expect(history.entries).toEqual(["", "?M=1B", "?M=1B&gamma=2"]);
  });
});

describe("undo and redo", () => {
  it("walk the steps that were made here and end where they do", () => {
    const { change, undo, redo, reset, steps, scenario } = setUp("?M=13B");
    undo();
    expect(steps()).toEqual({ at: 0, last: 0 });
    change({ M: 1e9 });
    change({ gamma: 2 });
    reset();
    expect(steps()).toEqual({ at: 3, last: 3 });
    undo();
    expect(formatUrl(scenario())).toBe("?M=1B&gamma=2");
    undo();
    undo();
    undo();
    expect(formatUrl(scenario())).toBe("?M=13B");
    expect(steps()).toEqual({ at: 0, last: 3 });
    redo();
    expect(formatUrl(scenario())).toBe("?M=1B");
    change({ gamma: 3 });
    expect(steps()).toEqual({ at: 2, last: 2 });
    redo();
    expect(formatUrl(scenario())).toBe("?M=1B&gamma=3");
  });

  it("know their place again when the page is loaded anew", () => {
    const { history, change } = setUp("?M=13B");
    change({ M: 1e9 });
    const again = createScenarioStore(history);
    expect(again.getState().steps).toEqual({ at: 1, last: 1 });
    again.getState().undo();
    expect(formatUrl(again.getState().scenario)).toBe("?M=13B");
  });
});

describe("reset", () => {
  it("puts everything but the look back, in one step", () => {
    const { history, reset, scenario } = setUp("?M=13B&alpha=0.8&x=M&pin=a&theme=dark&hide=map");
    reset();
    expect(scenario()).toEqual({ ...defaultScenario, theme: "dark", hide: ["map"] });
    expect(history.entries).toHaveLength(2);
    history.go(-1);
    expect(formatUrl(scenario())).toBe("?M=13B&alpha=0.8&x=M&pin=a&hide=map&theme=dark");
  });
});

describe("notices", () => {
  it("come with the link that calls for them, and go one by one when dismissed", () => {
    const { history, store, change, dismissNotice } = setUp("?M=70zebra&gamma=99");
    const { notices } = parseUrl("?M=70zebra&gamma=99");
    expect(store.getState().notices).toEqual(notices);
    expect(notices).toHaveLength(2);
    dismissNotice(notices[0]?.text ?? "");
    expect(store.getState().notices).toEqual(notices.slice(1));
    dismissNotice(notices[1]?.text ?? "");
    expect(store.getState().notices).toEqual([]);
    change({ M: 1e9 });
    history.push("?N=soon", 2);
    history.listener();
    expect(store.getState().notices).toHaveLength(1);
    history.go(-1);
    expect(store.getState().notices).toEqual([]);
  });
});
