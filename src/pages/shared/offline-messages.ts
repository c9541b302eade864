/** What the page asks of the service worker: `keep` lists ids of models. */
export type Message = "take over" | { readonly keep: readonly string[] };

/** What it answers in the end: whether those models can be had without a network now. */
export interface Answer {
  readonly kept: readonly string[];
  readonly all: boolean;
}

/** Whether `data` of a message is the answer to this request. */
export const answers = (data: unknown, ids: readonly string[]): data is Answer =>
  typeof data === "object" &&
  data !== null &&
  "kept" in data &&
  JSON.stringify(data.kept) === JSON.stringify(ids);
