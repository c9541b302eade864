import { createStore } from "zustand/vanilla";
import { coherent, defaultScenario, type Scenario } from "./scenario.ts";
import { formatUrl, parseUrl, type UrlNotice } from "./url.ts";

export interface ScenarioState {
  readonly scenario: Scenario;
  readonly notices: readonly UrlNotice[];
  /** Changes some settings. `settled` is false while a slider is still held. */
  readonly change: (patch: Partial<Scenario>, settled?: boolean) => void;
  /** Everything back to its default, in one step of the history. The look stays, and where a lecture is. */
  readonly reset: () => void;
  /** Takes one notice away, by its text. */
  readonly dismissNotice: (text: string) => void;
  /** Where in the app's own steps of the history this is, and how many lie in all: what can be undone and redone. */
  readonly steps: Steps;
  /** How often the history was walked: a change of it without one is a step forward. */
  readonly travels: number;
  readonly undo: () => void;
  readonly redo: () => void;
}

export interface Steps {
  readonly at: number;
  readonly last: number;
}

/** The part of `window` that the store needs, so that it can be tested without one. */
export interface Address {
  readonly search: () => string;
  /** `step` is kept with the entry. */
  readonly push: (search: string, step: number) => void;
  readonly replace: (search: string, step: number) => void;
  /** The step that was kept with the entry shown; undefined where the app did not make it. */
  readonly step: () => number | undefined;
  readonly travel: (by: 1 | -1) => void;
  readonly onBack: (listener: () => void) => void;
}

/** Safari allows about 100 history calls in 30 s, so a drag writes the address only so often. */
const dragInterval = 400;

/**
 * The one copy of what is set, kept in step with the address. While a slider is held the history
 * entry is replaced; a settled change puts the entry's former address back and pushes a new one,
 * so that "back" undoes the whole drag.
 */
export function createScenarioStore(address: Address) {
  const opened = parseUrl(address.search());
  let entry = formatUrl(opened.scenario);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The draft as it was asked for: a target that shrinks below it and grows again gives it back. */
  let wanted = opened.scenario.N;

  const first = address.step() ?? 0;

  const store = createStore<ScenarioState>()((set, get) => ({
    ...opened,
    steps: { at: first, last: first },
    travels: 0,
    undo: () => {
      if (get().steps.at > 0) address.travel(-1);
    },
    redo: () => {
      if (get().steps.at < get().steps.last) address.travel(1);
    },
    change: (patch, settled = true) => {
      const { N = wanted } = patch;
      wanted = N;
      const scenario = coherent({ ...get().scenario, ...patch, N });
      set({ scenario });
      if (settled) settle(scenario);
      else timer ??= setTimeout(writeDrag, dragInterval);
    },
    reset: () => {
      const { theme, embed, chart, hide, view, scene, step, presenter } = get().scenario;
      const stays = { theme, embed, chart, hide, view, scene, step, presenter };
      get().change({ ...defaultScenario, ...stays });
    },
    dismissNotice: (text) =>
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.text !== text) })),
  }));

  const writeDrag = () => {
    timer = undefined;
    const { scenario, steps } = store.getState();
    address.replace(formatUrl(scenario), steps.at);
  };
  const settle = (scenario: Scenario) => {
    clearTimeout(timer);
    timer = undefined;
    const search = formatUrl(scenario);
    const { at } = store.getState().steps;
    // only where it left it, or bears no step yet: a browser takes milliseconds to write an address
    if (address.search() !== entry || address.step() !== at) address.replace(entry, at);
    if (search === entry) return;
    address.push(search, at + 1);
    entry = search;
    store.setState({ steps: { at: at + 1, last: at + 1 } });
  };
  address.onBack(() => {
    clearTimeout(timer);
    timer = undefined;
    const { scenario, notices } = parseUrl(address.search());
    entry = formatUrl(scenario);
    wanted = scenario.N;
    store.setState(({ steps, travels }) => {
      const at = address.step() ?? steps.at;
      return {
        scenario,
        notices,
        steps: { at, last: Math.max(at, steps.last) },
        travels: travels + 1,
      };
    });
  });
  return store;
}

/** The browser's own address bar. */
export const browserAddress: Address = {
  search: () => location.search,
  push: (search, step) => history.pushState({ step }, "", location.pathname + search),
  replace: (search, step) => history.replaceState({ step }, "", location.pathname + search),
  step: () => {
    const step: unknown = history.state?.step;
    return typeof step === "number" ? step : undefined;
  },
  travel: (by) => history.go(by),
  onBack: (listener) => addEventListener("popstate", listener),
};
