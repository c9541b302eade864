import type { StackName } from "../../sdsl/serving/stack.ts";
import type { Unsure } from "../../serving/plan.ts";

/** Texts of the answer: the verdict with its five lines, and what can be taken along. */
export const answerTexts = {
  stacks: {
    vllm: "vLLM, CUDA graphs",
    sglang: "SGLang, CUDA graphs",
    llamacpp: "llama.cpp",
    vulkan: "llama.cpp, Vulkan",
    cpu: "llama.cpp, CPU",
    exllamav2: "exllamav2",
    mlx: "MLX",
    compiled: "PyTorch, compiled",
    eager: "Transformers, eager",
    datasheet: "none: the datasheet",
  } satisfies Record<StackName, string>,

  lines: {
    fits: "Does it fit",
    pays: "Does it pay",
    sure: "How sure",
    with: "With what",
    type: "What to type",
  },

  sentence: {
    yes: "Yes. Draft for ",
    measure: "Measure first. Drafting for ",
    no: "No. Decode ",
    with: " with ",
    expect: ": expect ",
    might: ", might run at ",
    to: " to ",
    alone: (at: string) => ` alone ${at}. The best draft, `,
    would: ", would run at ",
    ahead: (gamma: number) => `${gamma} ${gamma === 1 ? "token" : "tokens"} ahead`,
    middle: (speedup: string) => `${speedup} in the middle`,
    tooLarge: (name: string, devices: number) =>
      ` ${name} does not fit${devices === 1 ? "" : ` on ${devices} devices`}.`,
    crowded: (name: string, draft: string, needed: string, usable: string) =>
      `No: ${name} fits alone, but not beside a draft. With ${draft} weights and cache take ${needed}, and ${usable} may be used.`,
  },

  fits: {
    weights: (weights: string, memory: string) => `${weights} of weights, ${memory} of memory`,
    cache: (weights: string, cache: string, memory: string) =>
      `${weights} of weights and ${cache} of cache, ${memory} of memory`,
    yes: (needed: string, usable: string, batch: string) =>
      `Yes: ${needed} of the ${usable} that may be used; memory holds ${batch} at once at this context.`,
    no: (reason: string) => `No: ${reason}.`,
    unknown: (needed: string) =>
      `Unknown: it takes ${needed}, and nobody said how much memory the device has.`,
    devices: (count: string) => ` ${count} such devices would hold it.`,
    format: (name: string) => ` In ${name} weights it would fit.`,
    batch: (batch: string) => ` Batch ${batch} would fit.`,
    eight: "8-bit",
    four: "4-bit",
  },

  sure: {
    band: (low: string, high: string) => `95% between ${low} and ${high}.`,
    from: (stack: string, percent: string, rows: number) =>
      `Its band draws together acceptance and its fall with the position, the passes of ${stack} (±${percent}, ${rows} rows), and what speculating costs.`,
    datasheet:
      "Its band holds acceptance and its fall with the position; the datasheet is taken at its word: choose a stack for a band that holds its costs.",
    widest: {
      acceptance: " Acceptance widens it most: your server's log would narrow it.",
      pass: " The passes widen it most: llama-bench would narrow it.",
      verification: " Verification widens it most: llama-bench would narrow it.",
      own: " What speculating costs widens it most: your server's log would narrow it.",
    } satisfies Record<Unsure, string>,
    constant: (speedup: string) =>
      `Were acceptance the same at every position it would be ${speedup}.`,
  },

  with: {
    draft: (name: string, gamma: number, tokens: string) =>
      `${name}, γ = ${gamma}: ${tokens} tokens an iteration.`,
    alone: (name: string, speedup: string) =>
      `Nothing. The best of the drafts, ${name}, would be at ${speedup}.`,
    none: "No released draft that this page knows.",
  },

  copySummary: "Copy as Markdown",
  copied: "Copied",

  moves: {
    tasks: "What is written",
    temperatures: "Temperature",
    even: "break-even",
  },

  byLoad: {
    title: "Lookahead by load",
    lead: (name: string) =>
      `The best lookahead with ${name} at each number of sequences at once, the shortest within 1%. vLLM takes the table as it is:`,
    columns: { batch: "Sequences at once", gamma: "Lookahead γ" },
    off: "don't speculate",
    copy: "Copy table",
  },

  goodput: {
    title: "Users against devices",
    summary: (name: string) =>
      `Each point is a batch, up to what memory holds. Up is faster for each user, right is more from each device. With ${name} where it pays, else alone.`,
    x: "Tokens a second a device",
    y: "Tokens a second a user",
    alone: "without",
    with: "with",
    batch: "batch",
  },
} as const;
