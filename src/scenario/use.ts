import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { createScenarioStore, ScenarioState } from "./store.ts";

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
