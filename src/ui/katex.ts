export type Katex = typeof import("katex").default;

let loading: Promise<Katex> | undefined;
let loaded: Katex | undefined;

/** The typesetter with its style sheet, asked for once, when the page has nothing better to do. */
export function loadKatex(): Promise<Katex> {
  loading ??= idle()
    .then(() => Promise.all([import("katex"), import("katex/dist/katex.min.css")]))
    .then(([module]) => {
      loaded = module.default;
      return loaded;
    });
  // a failed load is tried again by the next equation that asks
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** The typesetter where it is already there. */
export function loadedKatex(): Katex | undefined {
  return loaded;
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window)
      window.requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 50);
  });
}
