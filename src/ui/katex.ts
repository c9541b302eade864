export type Katex = typeof import("katex").default;

let loading: Promise<Katex> | undefined;
let loaded: Katex | undefined;

/** The typesetter with its style sheet, asked for once, when the page has nothing better to do. */
function loadKatex(): Promise<Katex> {
  loading ??= idle()
    .then(() => Promise.all([import("katex"), import("katex/dist/katex.min.css")]))
    .then(async ([module]) => {
      await Promise.race([fonts(), pause(2_000)]);
      loaded = module.default;
      return loaded;
    });
  // a failed load is tried again by the next equation that asks
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

let turn: Promise<unknown> = Promise.resolve();

/** The same, each who asks in a turn of their own, so that a page's equations are not all laid out in one
 *  go. */
export function katexInTurn(): Promise<Katex> {
  const mine = Promise.all([loadKatex(), turn.then(idle, idle)]).then(([katex]) => katex);
  turn = mine;
  return mine;
}

/** The typesetter where it is already there. */
export function loadedKatex(): Katex | undefined {
  return loaded;
}

/** The faces that equations are set in. Each one that arrives later would lay the page out again. */
async function fonts(): Promise<void> {
  const faces = ["Main", "Math", "Size1", "Size2"].map((name) => `1em KaTeX_${name}`);
  faces.push("bold 1em KaTeX_Main", "italic 1em KaTeX_Math");
  await Promise.allSettled(faces.map((face) => document.fonts.load(face)));
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window)
      window.requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 50);
  });
}
