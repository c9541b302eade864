import type { LabEvent } from "./protocol.ts";

/** Tells the page what happens. */
export type Emit = (event: LabEvent) => void;
