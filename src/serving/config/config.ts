import type { Dtype } from "../../sdsl/hardware.ts";
import type { Engine } from "../measurements/measurement.ts";

/** A model as an engine loads it. */
export interface Deployed {
  /** Repository or path; for llama.cpp the name of a GGUF file is made from it. */
  readonly repository: string;
  /** What has to divide among devices; undefined for a model that is known by its size only. */
  readonly shape?: {
    readonly heads: number;
    readonly kvHeads: number;
    readonly intermediate: number;
    readonly mixture: boolean;
  };
  /** How its checkpoint stores the weights, where that is known: engines read it there. */
  readonly native?: "fp32" | "bf16" | "fp8" | "int4" | "mxfp4" | "nvfp4";
  /** Most tokens that it is published for, where that is known. */
  readonly contextLimit?: number;
}

/** What is to be run, in our terms. */
export interface Deployment {
  readonly target: Deployed;
  readonly draft: Deployed;
  /** Tokens drafted an iteration, 1..64. */
  readonly gamma: number;
  /** Tokens of one sequence, prompt and answer. */
  readonly context: number;
  /** Sequences at once. */
  readonly batch: number;
  /** Devices that share each layer. */
  readonly devices: number;
  /** A preset's key; null for a device of one's own. */
  readonly device: string | null;
  /** How the weights of either are stored. */
  readonly dtype: Dtype;
  readonly draftDtype: Dtype;
  readonly sameVocabulary: boolean;
  /** Temperature 0. */
  readonly greedy: boolean;
  /** Bytes of both models and the cache of one sequence, and of one device's memory as far as engines may
   *  use it; undefined where nobody said. */
  readonly needed: number;
  readonly usable: number | undefined;
}

/** A command to paste, the version that its options were read in, and what to know of it. */
export interface Configuration {
  readonly engine: Engine;
  /** Where and at which commit or release the options were read. */
  readonly checkedAt: string;
  /** Null where nothing could start: `problems` says why. */
  readonly command: string | null;
  readonly problems: readonly StartProblem[];
  readonly notes: readonly ConfigurationNote[];
}

/** Why a server would not start, and what would. */
export type StartProblem =
  /** Heads or widths that the devices do not divide. `works` are the numbers of devices, up to
   *  8, that do and hold the models. */
  | {
      readonly kind: "heads";
      readonly model: string;
      readonly what: "heads" | "width";
      readonly count: number;
      readonly works: readonly number[];
    }
  /** More devices than one node holds. */
  | { readonly kind: "nodes"; readonly works: readonly number[] }
  /** The engine does not run on such a device. */
  | { readonly kind: "device"; readonly works: readonly Engine[] }
  | { readonly kind: "memory"; readonly works: readonly number[] }
  /** More context than the model is published for. */
  | { readonly kind: "context"; readonly model: string; readonly limit: number }
  /** The engine does not bring weights to this format by itself. */
  | { readonly kind: "format"; readonly model: string; readonly dtype: Dtype };

export type ConfigurationNote =
  /** vLLM: rows differ, so the pair needs use_heterogeneous_vocab, which decodes greedily only. */
  | "heterogeneous-greedy-only"
  /** vLLM: drafts are greedy unless told otherwise, and α at T > 0 then isn't Leviathan's. */
  | "draft-samples"
  /** SGLang checks that both vocabularies are alike. */
  | "vocabulary-differs"
  /** llama.cpp takes GGUF files, which are not on the model's own page. */
  | "gguf"
  /** llama.cpp has no 8-bit float: Q8_0 is as large. */
  | "gguf-eight"
  /** llama.cpp bears rows that differ by up to 128. */
  | "vocabulary-borne"
  /** Older llama.cpp calls its flags otherwise. */
  | "renamed"
  /** p-min at 0 drafts to the full length, as the plan assumes. */
  | "p-min"
  /** llama.cpp puts layers on devices one after another unless it splits tensors. */
  | "layers-split"
  /** Four bits are made when the weights are loaded. */
  | "four-bits-on-load"
  /** A checkpoint is stored otherwise than was planned, and runs as it is stored. */
  | "as-published"
  /** The check's acceptance is rounded to whole tokens. */
  | "whole-tokens";
