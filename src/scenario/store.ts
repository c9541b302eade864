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
  readonly dismissNotices: () => void;
}

/** The part of `window` that the store needs, so that it can be tested without one. */
export interface Address {
  readonly search: () => string;
  readonly push: (search: string) => void;
  readonly replace: (search: string) => void;
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

  const store = createStore<ScenarioState>()((set, get) => ({
    ...opened,
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
    dismissNotices: () => set({ notices: [] }),
  }));

  const writeDrag = () => {
    timer = undefined;
    address.replace(formatUrl(store.getState().scenario));
  };
  const settle = (scenario: Scenario) => {
    clearTimeout(timer);
    timer = undefined;
    const search = formatUrl(scenario);
    address.replace(entry);
    if (search !== entry) address.push(search);
    entry = search;
  };
  address.onBack(() => {
    clearTimeout(timer);
    timer = undefined;
    const { scenario, notices } = parseUrl(address.search());
    entry = formatUrl(scenario);
    wanted = scenario.N;
    store.setState({ scenario, notices });
  });
  return store;
}

/** The browser's own address bar. */
export const browserAddress: Address = {
  search: () => location.search,
  push: (search) => history.pushState(null, "", location.pathname + search),
  replace: (search) => history.replaceState(null, "", location.pathname + search),
  onBack: (listener) => addEventListener("popstate", listener),
};
