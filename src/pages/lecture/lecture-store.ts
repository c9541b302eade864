import { create } from "zustand";
import type { Turn } from "../../measure/protocol.ts";
import type { Found } from "./truths.ts";

/** A word that a person proposed, and what the target made of it. */
export interface Played {
  readonly turn: Turn;
  readonly word: string;
}

/** The game in which a person is the draft. */
interface Game {
  /** What it is played with: another beginning or target is another game. */
  readonly of: string;
  readonly played: readonly Played[];
}

/** What a lecture holds besides the link: it lives as long as the page. */
interface LectureState {
  /** By scene: the place of the answer chosen, or the value set on the picture. */
  readonly guesses: Readonly<Record<string, number>>;
  readonly found: Found;
  /** Kept while other scenes are shown. */
  readonly game: Game;
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
  game: { of: "", played: [] },
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
