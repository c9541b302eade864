/** What the page asks of the service worker: `keep` lists ids of models. */
export type Message = "take over" | { readonly keep: readonly string[] };

/** What it answers once those models can be had without a network. */
export const modelsKept = "models kept";
