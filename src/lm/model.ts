import { type LlamaConfig, parseConfig } from "./config.ts";
import { ModelFileError } from "./errors.ts";
import { count } from "./json.ts";
import { parseSafetensors } from "./safetensors.ts";
import { parseTokenizer, sameTokenizer, type Tokenizer } from "./tokenizer.ts";
import { countParameters, type LlamaWeights, llamaWeights, type WeightTensor } from "./weights.ts";

/** The three files of a model, as bytes. */
export interface ModelFiles {
  readonly config: Uint8Array;
  readonly safetensors: Uint8Array;
  readonly tokenizer: Uint8Array;
}

/** A model that has been read and checked, on no engine yet. */
export interface Model {
  /** The name it goes by: of our family, or of the user's folder. */
  readonly id: string;
  readonly config: LlamaConfig;
  readonly weights: LlamaWeights<WeightTensor>;
  readonly tokenizer: Tokenizer;
  /** Parameters; a tied head counts once. */
  readonly params: number;
  /** Without the embedding and without an untied head. */
  readonly paramsNonEmbedding: number;
  /** Size of model.safetensors. */
  readonly bytes: number;
}

/** Reads and checks a model. The weights stay views into `files.safetensors`.
 *  Throws ModelFileError with the file, the reason and a way on. */
export function loadModel(id: string, files: ModelFiles): Model {
  const config = parseConfig(files.config);
  const weights = llamaWeights(parseSafetensors(files.safetensors), config);
  const tokenizer = parseTokenizer(files.tokenizer, config.vocab);
  const { params, nonEmbedding } = countParameters(config);
  const bytes = files.safetensors.length;
  return { id, config, weights, tokenizer, params, paramsNonEmbedding: nonEmbedding, bytes };
}

/** Throws ModelFileError "tokenizers-differ" unless `draft` can propose tokens to `target`. */
export function checkPair(target: Model, draft: Model): void {
  const same = sameTokenizer(target.tokenizer, draft.tokenizer);
  const reason = !same.same
    ? same.reason
    : target.config.vocab !== draft.config.vocab
      ? `the target scores ${count(target.config.vocab)} ids, the draft ${count(draft.config.vocab)}`
      : null;
  if (reason === null) return;
  throw new ModelFileError(
    "tokenizers-differ",
    `${draft.id} can't draft for ${target.id}: their tokenizers differ (${reason}). Choose a draft of the target's own family.`,
  );
}

/** The tokens of a prompt: the one that begins a text, if the model has one, then the text's own.
 *  Never empty. */
export function promptTokens(
  { config, tokenizer }: Pick<Model, "config" | "tokenizer">,
  text: string,
): number[] {
  const first = config.bos ?? config.eos[0] ?? 0;
  const ids = tokenizer.encode(text);
  return config.bos !== null || ids.length === 0 ? [first, ...ids] : ids;
}
