/** What the page asks of the service worker. */
export type Message = "take over" | "keep models";

/** What it answers once all models can be had without a network. */
export const modelsKept = "models kept";
