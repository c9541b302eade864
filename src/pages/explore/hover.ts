import { create } from "zustand";

/** What the pointer is at, shared by all charts and equations. Nothing of it is kept. */
interface Hover {
  /** The value under the crosshair, by quantity. */
  readonly at: { readonly quantity: Quantity; readonly value: number } | null;
  /** The term of the equations that belongs to what is pointed at or held. */
  readonly term: Term | null;
}

export type Quantity = "N" | "M" | "gamma" | "alpha";
export const terms = ["M", "N", "D", "Dt", "alpha", "gamma", "law", "plane", "cost"] as const;
export type Term = (typeof terms)[number];

export const useHover = create<Hover>()(() => ({ at: null, term: null }));

export function pointAt(quantity: Quantity, value: number | null): void {
  useHover.setState({ at: value === null ? null : { quantity, value } });
}

export function lightUp(term: string | null): void {
  useHover.setState({ term: terms.find((known) => known === term) ?? null });
}
