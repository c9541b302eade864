import { createContext, useContext, useEffect } from "react";
import type { Hideable, Scenario } from "../../scenario/scenario.ts";
import { useLecture } from "./lecture-store.ts";
import type { Scene } from "./scene.ts";

/** What the parts of a scene know of it. */
export interface SceneState {
  readonly scene: Scene;
  /** What is set, with what the scene sets where nothing is. */
  readonly scenario: Scenario;
  readonly change: (patch: Partial<Scenario>, settled?: boolean) => void;
  /** The picture answers. */
  readonly revealed: boolean;
  readonly explained: boolean;
  /** What the audience thinks: the place of an answer, or a value on the picture. */
  readonly guess: number | undefined;
  readonly onGuess: (value: number) => void;
  readonly visible: (name: Hideable) => boolean;
}

const Context = createContext<SceneState | null>(null);

export const SceneProvider = Context.Provider;

export function useScene(): SceneState {
  const state = useContext(Context);
  if (state === null) throw new Error("There is no scene above this component.");
  return state;
}

/** While a picture loads or runs, the page is not settled. */
export function useBusy(busy: boolean): void {
  useEffect(() => {
    if (!busy) return;
    useLecture.setState((state) => ({ busy: state.busy + 1 }));
    return () => useLecture.setState((state) => ({ busy: state.busy - 1 }));
  }, [busy]);
}
