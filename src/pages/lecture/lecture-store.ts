import { create } from "zustand";
import type { Found } from "./truths.ts";

/** What a lecture holds besides the link: it lives as long as the page. */
interface LectureState {
  /** By scene: the place of the answer chosen, or the value set on the picture. */
  readonly guesses: Readonly<Record<string, number>>;
  readonly found: Found;
  /** The screen is dark, so that people look at the lecturer. */
  readonly black: boolean;
  readonly spotlight: boolean;
  readonly help: boolean;
  /** Pictures that still load or run. */
  readonly busy: number;
}

export const useLecture = create<LectureState>()(() => ({
  guesses: {},
  found: {},
  black: false,
  spotlight: false,
  help: false,
  busy: 0,
}));

export function guessIn(scene: string, value: number): void {
  useLecture.setState(({ guesses }) => ({ guesses: { ...guesses, [scene]: value } }));
}

/** Tells what a live picture found out; undefined while it is not known. */
export function report(name: keyof Found, value: number | undefined): void {
  useLecture.setState(({ found }) => ({ found: { ...found, [name]: value } }));
}

export function set(patch: Partial<Pick<LectureState, "black" | "spotlight" | "help">>): void {
  useLecture.setState(patch);
}
