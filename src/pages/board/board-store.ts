import { create } from "zustand";
import { decodeResult, encodeResult, maxResults, type Result } from "../../scenario/result.ts";

const place = "sdsl-explorer-board";

interface Board {
  readonly results: readonly Result[];
  /** Whether the browser keeps the board on this device. */
  readonly kept: boolean;
}

/** What came of adding some. */
export interface Added {
  readonly added: number;
  readonly known: number;
  /** There was no room for all. */
  readonly full: boolean;
}

/** The class board of this device. What stands in the storage is read as if a stranger had written it. */
export const useBoard = create<Board>()(() => load());

// another tab of the same board
window.addEventListener("storage", (event) => {
  if (event.key === place) useBoard.setState(load());
});

export function add(more: readonly Result[]): Added {
  const results = new Map(
    useBoard.getState().results.map((result) => [encodeResult(result), result]),
  );
  const before = results.size;
  let known = 0;
  let full = false;
  for (const result of more) {
    const key = encodeResult(result);
    if (results.has(key)) known += 1;
    else if (results.size >= maxResults) full = true;
    else results.set(key, result);
  }
  if (results.size > before) save([...results.values()]);
  return { added: results.size - before, known, full };
}

export function remove(result: Result): void {
  const key = encodeResult(result);
  save(useBoard.getState().results.filter((other) => encodeResult(other) !== key));
}

export function clear(): void {
  save([]);
}

function load(): Board {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    const texts: readonly unknown[] = Array.isArray(stored) ? stored : [];
    const results = texts.flatMap((text) => {
      const { result } = decodeResult(typeof text === "string" ? text : "");
      return result === null ? [] : [result];
    });
    return { results: results.slice(0, maxResults), kept: true };
  } catch {
    return { results: [], kept: false };
  }
}

function save(results: readonly Result[]): void {
  let kept = true;
  try {
    localStorage.setItem(place, JSON.stringify(results.map(encodeResult)));
  } catch {
    kept = false;
  }
  useBoard.setState({ results, kept });
}
