import type {
  AcceptancePoint,
  BenchMeasurement,
  Engine,
  Format,
  Measurement,
  Problem,
  Rejected,
} from "./measurement.ts";
import type { Line, Source } from "./source.ts";

/** What one reader made of a text. */
export interface Reading {
  readonly measurement?: Measurement | null;
  readonly bench?: BenchMeasurement | null;
  readonly points?: readonly AcceptancePoint[];
  /** Lines, or objects, that something was read from. */
  readonly used: number;
  readonly rejected: readonly Rejected[];
}

/** Reads one format, all of it. */
export interface Reader {
  readonly format: Format;
  /** Whose it is, where commands are written for that engine. */
  readonly engine?: Engine;
  /** Whether the text holds anything that only this format prints. */
  readonly claims: (source: Source) => boolean;
  /** Whether a line is surely of something else, where the format leaves no room for that. */
  readonly foreign?: (text: string) => boolean;
  /** Reads it, and says of each line of the format that it could not use why. `gamma` is the lookahead
   *  that the user runs, where it is known. */
  readonly read: (source: Source, gamma: number | undefined) => Reading;
}

/** Lines that were refused, and how many were used. */
export class Account {
  readonly rejected: Rejected[] = [];
  used = 0;

  /** Of one line. */
  refuse(line: Line, problem: Problem): void {
    this.rejected.push({ line: line.number, text: line.text.slice(0, 120), problem });
  }

  /** Of the text as a whole. */
  refuseAll(problem: Problem, about = ""): void {
    this.rejected.push({ line: 0, text: about, problem });
  }
}

/** Whether the text holds the mark, and any line with it passes. */
export const anyLine = (
  { lines, text: all }: Source,
  mark: string,
  passes: (text: string) => boolean,
): boolean => all.includes(mark) && lines.some(({ text }) => text.includes(mark) && passes(text));
