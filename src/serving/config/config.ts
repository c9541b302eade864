import type { Engine } from "../measurements/measurement.ts";

/** What is to be run, in our terms. */
export interface Deployment {
  /** Repository or path of either model; for llama.cpp a GGUF file. */
  readonly target: string;
  readonly draft: string;
  readonly gamma: number;
  readonly tensorParallel: number;
  readonly sameVocabulary: boolean;
  /** Greedy decoding is all that some settings support. */
  readonly greedy: boolean;
}

/** A command to paste, the version that its flags were read in, and what to know of it. */
export interface Configuration {
  readonly engine: Engine;
  /** Where and at which commit the flags were read. */
  readonly checkedAt: string;
  readonly command: string;
  readonly notes: readonly ConfigurationNote[];
}

export type ConfigurationNote =
  /** vLLM: rows differ, so the pair needs use_heterogeneous_vocab, which decodes greedily only. */
  | "heterogeneous-greedy-only"
  /** vLLM: drafts are greedy unless told otherwise, and α at T > 0 then isn't Leviathan's. */
  | "draft-samples"
  /** SGLang checks that both vocabularies are alike. */
  | "vocabulary-differs"
  /** llama.cpp takes GGUF files, which are not on the model's own page. */
  | "gguf"
  /** llama.cpp bears rows that differ by up to 128. */
  | "vocabulary-borne"
  /** Older llama.cpp calls its flags otherwise. */
  | "renamed"
  /** p-min at 0 drafts to the full length, as the plan assumes. */
  | "p-min";
