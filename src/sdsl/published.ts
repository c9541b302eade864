/** The paper's own results, as data: Bozorgkhoo and Molybog, "Speculative Decoding Scaling Laws
 *  (SDSL): Throughput Optimization Made Simple", arXiv 2603.11053, 2026. */
export const paper = {
  title: "Speculative Decoding Scaling Laws (SDSL): Throughput Optimization Made Simple",
  authors: "Amirhossein Bozorgkhoo and Igor Molybog",
  year: 2026,
  arxiv: "2603.11053",
} as const;

/** N_opt = mu M + M0, pooled over training-set sizes, with 95% confidence intervals. */
export const headlineLaw = {
  mu: { value: 2.71e-3, low: 2.67e-3, high: 2.75e-3 },
  M0: { value: 8.71e7, low: 8.5e7, high: 8.93e7 },
} as const;

export interface PublishedOptimum {
  readonly target: string;
  /** Parameters of the target and of its best draft. */
  readonly M: number;
  readonly N: number;
  /** Training tokens of the target: as its makers give them, or assumed where they give none. */
  readonly Dt: number;
  readonly DtFrom: string;
}

/** What the plane was fitted on, as far as it is known: the smallest public model of its families is OPT-125M,
 *  and the targets of the table span 13B to 110B. Beyond, the chain extrapolates. */
export const fittedRange = { smallestDraft: 125e6, target: { low: 13e9, high: 110e9 } } as const;

const opt = { Dt: 180e9, DtFrom: "arXiv 2205.01068" } as const;

/** Optimal drafts as the paper's table gives them. */
export const publishedOptima: readonly PublishedOptimum[] = [
  { target: "OPT-13B", M: 13e9, N: 117e6, ...opt },
  { target: "OPT-30B", M: 30e9, N: 189e6, ...opt },
  { target: "LLaMA3-70B", M: 70e9, N: 313e6, Dt: 15e12, DtFrom: "Meta's model card" },
  { target: "Qwen1.5-110B", M: 110e9, N: 410e6, Dt: 180e9, DtFrom: "assumed: not published" },
];
