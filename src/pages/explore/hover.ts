import { createLive, mapLive } from "../../charts/live.ts";

export type Quantity = "N" | "M" | "gamma" | "alpha";
export const terms = ["M", "N", "D", "Dt", "alpha", "gamma", "law", "plane", "cost"] as const;
export type Term = (typeof terms)[number];

const nowhere = () => createLive<number | null>(null);

/** Where the crosshairs are, shared by all charts over the same quantity. Nothing of it is kept. */
export const crosshairs = {
  N: nowhere(),
  M: nowhere(),
  gamma: nowhere(),
  alpha: nowhere(),
} as const satisfies Record<Quantity, unknown>;

const lit = createLive<string | null>(null);

/** The term of the equations that belongs to what is pointed at or held. */
export const litTerm = mapLive(lit, (term) => terms.find((known) => known === term) ?? null);

export function lightUp(term: string | null): void {
  lit.set(term);
}
