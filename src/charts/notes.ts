import { createContext } from "react";

/** What every chart below says of where its numbers come from, a line each: a link, a citation. Asked when
 *  somebody exports, not before. */
export const ChartNotes = createContext<() => readonly string[]>(() => []);
