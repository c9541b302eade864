import { createContext, useCallback, useContext } from "react";
import { useStore } from "zustand";
import type { Hideable } from "./scenario.ts";
import type { createScenarioStore, ScenarioState } from "./store.ts";
import { isVisible } from "./visible.ts";

export type ScenarioStore = ReturnType<typeof createScenarioStore>;

const Context = createContext<ScenarioStore | null>(null);

/** Hands the one store to every page. */
export const ScenarioProvider = Context.Provider;

/** The store itself, for subscriptions outside React's rendering. Throws outside the provider. */
export function useScenarioStore(): ScenarioStore {
  const store = useContext(Context);
  if (store === null) throw new Error("There is no ScenarioProvider above this component.");
  return store;
}

/** A part of what is set, and the calls that change it. */
export function useScenario<T>(select: (state: ScenarioState) => T): T {
  return useStore(useScenarioStore(), select);
}

/** Tells which controls and panels of the page are shown: what a link hides or does not embed is not. */
export function useVisible(): (name: Hideable) => boolean {
  const view = useScenario((state) => state.scenario.view);
  const embed = useScenario((state) => state.scenario.embed);
  const chart = useScenario((state) => state.scenario.chart);
  const hide = useScenario((state) => state.scenario.hide);
  return useCallback(
    (name) => isVisible({ view, embed, chart, hide }, name),
    [view, embed, chart, hide],
  );
}
