/** Ways of drafting beside a separate model, one token after another. */
export const methodNames = [
  "eagle3",
  "eagle",
  "mtp",
  "dflash",
  "dspark",
  "dfly",
  "pard",
  "pard2",
  "peagle",
  "lstm",
  "suffix",
  "ngram",
] as const;
export type MethodName = (typeof methodNames)[number];

/** How a method drafts: a pass for every token, one for all of them, or none. */
export type Drafting = "each" | "once" | "none";

/** What a method's drafter is made of. */
export interface Method {
  readonly name: MethodName;
  readonly drafting: Drafting;
  /** Decoder layers of the target's width; 0 where a whole small model drafts, or nothing does. */
  readonly layers: number;
  /** States of the target that it reads, each projected to one width. */
  readonly features: number;
  /** Rows of its output matrix; undefined: those of the target. */
  readonly rows?: number;
  /** Rank of a chain between the tokens of a block (DSpark's Markov head). */
  readonly chain?: number;
  readonly source: string;
}

/** Sizes as the papers and configurations give them. */
export const methods: Readonly<Record<MethodName, Method>> = {
  eagle3: {
    name: "eagle3",
    drafting: "each",
    layers: 1,
    features: 3,
    rows: 32_000,
    source:
      "Li et al. 2025, arXiv 2503.01840; draft_vocab_size 32000 in SpecForge's configurations",
  },
  eagle: {
    name: "eagle",
    drafting: "each",
    layers: 1,
    features: 2,
    source: "Li et al. 2024, arXiv 2401.15077",
  },
  mtp: {
    name: "mtp",
    drafting: "each",
    layers: 1,
    features: 2,
    source: "DeepSeek-AI 2024, arXiv 2412.19437: one layer as the target's",
  },
  dflash: {
    name: "dflash",
    drafting: "once",
    layers: 5,
    features: 5,
    source: "z-lab/dflash; five layers and five states in its configurations",
  },
  dspark: {
    name: "dspark",
    drafting: "once",
    layers: 5,
    features: 5,
    chain: 256,
    source: "DeepSpec, arXiv 2607.05147; five layers, Markov rank 256",
  },
  dfly: {
    name: "dfly",
    drafting: "once",
    layers: 5,
    features: 5,
    source: "Tencent/AngelSlim; taken for five layers, as DFlash",
  },
  pard: {
    name: "pard",
    drafting: "once",
    layers: 0,
    features: 0,
    source: "An et al. 2025, arXiv 2504.18583: a small model that drafts in parallel",
  },
  pard2: {
    name: "pard2",
    drafting: "once",
    layers: 0,
    features: 0,
    source: "AMD-AGI/PARD; taken for a small model that drafts in parallel, as PARD",
  },
  peagle: {
    name: "peagle",
    drafting: "once",
    layers: 2,
    features: 3,
    rows: 32_000,
    source: "P-EAGLE, vllm-project/vllm#32887: two layers in one pass",
  },
  lstm: {
    name: "lstm",
    drafting: "each",
    layers: 0,
    features: 2,
    source: "snowflakedb/ArcticInference: a recurrent cell and the target's output matrix",
  },
  suffix: {
    name: "suffix",
    drafting: "none",
    layers: 0,
    features: 0,
    source: "Oliaro et al. 2024, arXiv 2411.04975",
  },
  ngram: {
    name: "ngram",
    drafting: "none",
    layers: 0,
    features: 0,
    source: "Saxena 2023, apoorvumang/prompt-lookup-decoding",
  },
};
