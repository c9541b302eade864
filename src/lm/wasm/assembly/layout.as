// What JavaScript writes into memory for the kernels to find: lists of 32-bit words whose order
// ../layout.ts repeats. Pointers are bytes from the start of memory, widths are padded (../layout.ts).

/** A model. */
@unmanaged
export class Model {
  hidden: i32; // padded to 8
  intermediate: i32; // padded to 8
  headDim: i32; // padded to 8, in two halves of its own
  vocab: i32; // as it is
  vocabWidth: i32; // padded to 8
  layers: i32;
  heads: i32;
  kvHeads: i32;
  context: i32; // padded to 8
  block: i32; // the most tokens at a time
  trueHidden: i32;
  normEps: f32;
  scoreScale: f32; // 1 / √ of the head's own width
  embedding: usize; // panels [vocabWidth / 8, hidden, 8]
  head: usize; // the same or its own
  norm: usize; // [hidden]
  layer: usize; // the first layer: attentionNorm, mlpNorm [hidden], then panels of qkv, output, gate and up, down
  layerBytes: usize;
  qkv: usize; // from a layer's start
  output: usize;
  gateUp: usize;
  down: usize;
  cos: usize; // [context, headDim / 2]
  sin: usize;
  keys: usize; // [layers, kvHeads, context / 8, headDim, 8]
  values: usize; // [layers, kvHeads, headDim / 8, context, 8]
  x: usize; // [block, hidden]
  normed: usize; // for each thread [block, hidden]
  projected: usize; // [block, (heads + 2 kvHeads) headDim]
  mixed: usize; // [block, heads · headDim]
  scores: usize; // for each thread [block, context]
  wide: usize; // [block, 2 intermediate]
  shared: i32; // 0: one thread passes it; 1: a team, unless its cores are taken; 2: always a team
}

/** A text being written. */
@unmanaged
export class Job {
  temperature: f64;
  topP: f64;
  topK: i32;
  seed: u32;
  target: Model;
  draft: Model;
  tokens: usize; // uint32 [context]
  length: i32; // tokens that are certain
  targetFilled: i32; // positions in the target's cache
  draftFilled: i32;
  eos: usize; // uint32 [eosCount]
  eosCount: i32;
  ranks: usize; // uint64 [vocab]
  p: usize; // [γ + 1, vocabWidth], logits, then probabilities
  q: usize; // [γ, vocabWidth]
  residual: usize; // [vocabWidth]
  record: usize; // float64, see ../record.ts
}
