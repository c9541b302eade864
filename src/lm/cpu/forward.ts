import type { LlamaConfig } from "../config.ts";
import { ContextLimitError } from "../errors.ts";
import type { LlamaWeights } from "../weights.ts";
import { product } from "./product.ts";
import { rotaryTable } from "./rotary.ts";

/** The plain float32 forward pass of a Llama model with a KV cache: what every engine is held to.
 *  Touvron et al. 2023, arXiv:2302.13971; rotary halves as in Hugging Face's files. */
export class Forward {
  readonly config: LlamaConfig;
  readonly context: number;
  /** Positions of the cache that hold something. */
  private filled = 0;
  private readonly weights: LlamaWeights<Float32Array>;
  private readonly cos: Float32Array; // [context, headDim / 2]
  private readonly sin: Float32Array; // [context, headDim / 2]
  private readonly keys: Float32Array[]; // a layer: [context, kvHeads · headDim]
  private readonly values: Float32Array[]; // a layer: [kvHeads · headDim, context]
  private readonly scratch = new Map<string, Float32Array>();

  constructor(config: LlamaConfig, weights: LlamaWeights<Float32Array>, context: number) {
    this.config = config;
    this.weights = weights;
    this.context = context;
    const rotary = rotaryTable(context, config.headDim, config.ropeTheta);
    this.cos = rotary.cos;
    this.sin = rotary.sin;
    const cache = () => new Float32Array(context * config.kvHeads * config.headDim);
    this.keys = weights.layers.map(cache);
    this.values = weights.layers.map(cache);
  }

  /** Logits [T, vocab] of T ≥ 1 `tokens` at `position`; valid until the next pass. See Session.pass. */
  pass(tokens: ArrayLike<number>, position: number): Float32Array {
    const { hidden, intermediate, heads, kvHeads, headDim, vocab, normEps } = this.config;
    const T = tokens.length;
    this.check(tokens, position);
    const x = this.buffer("x", T * hidden); // [T, hidden], the residual stream
    const normed = this.buffer("normed", T * hidden); // [T, hidden]
    const v = this.buffer("v", T * kvHeads * headDim); // [T, kvHeads · headDim]
    const q = this.buffer("q", T * heads * headDim); // [T, heads · headDim]
    const mixed = this.buffer("mixed", T * heads * headDim); // [T, heads · headDim]
    const gate = this.buffer("gate", T * intermediate); // [T, intermediate]
    const up = this.buffer("up", T * intermediate); // [T, intermediate]
    const added = this.buffer("added", T * hidden); // [T, hidden]
    const logits = this.buffer("logits", T * vocab); // [T, vocab]
    const keyWidth = kvHeads * headDim;

    for (let t = 0; t < T; t++) {
      const row = tokens[t] * hidden;
      x.set(this.weights.embedding.subarray(row, row + hidden), t * hidden);
    }
    this.weights.layers.forEach((layer, l) => {
      const k = this.keys[l].subarray(position * keyWidth); // [T and more, kvHeads · headDim]
      rmsNorm(normed, x, layer.attentionNorm, T, normEps);
      product(q, normed, layer.query, T, heads * headDim, hidden);
      product(k, normed, layer.key, T, keyWidth, hidden);
      product(v, normed, layer.value, T, keyWidth, hidden);
      this.keepValues(v, l, T, position);
      this.rotate(q, T, heads, position);
      this.rotate(k, T, kvHeads, position);
      this.attend(mixed, q, l, T, position);
      product(added, mixed, layer.output, T, hidden, heads * headDim);
      for (let i = 0; i < T * hidden; i++) x[i] += added[i];

      rmsNorm(normed, x, layer.mlpNorm, T, normEps);
      product(gate, normed, layer.gate, T, intermediate, hidden);
      product(up, normed, layer.up, T, intermediate, hidden);
      for (let i = 0; i < T * intermediate; i++) gate[i] = silu(gate[i]) * up[i];
      product(added, gate, layer.down, T, hidden, intermediate);
      for (let i = 0; i < T * hidden; i++) x[i] += added[i];
    });
    rmsNorm(normed, x, this.weights.norm, T, normEps);
    product(logits, normed, this.weights.head, T, vocab, hidden);
    this.filled = position + T;
    return logits;
  }

  /** Rotates pairs (i, i + headDim / 2) of every head of `a` [T, heads · headDim], in place. */
  private rotate(a: Float32Array, T: number, heads: number, position: number): void {
    const { headDim } = this.config;
    const half = headDim / 2;
    for (let t = 0; t < T; t++) {
      const angles = (position + t) * half;
      for (let h = 0; h < heads; h++) {
        const at = (t * heads + h) * headDim;
        for (let i = 0; i < half; i++) {
          const cos = this.cos[angles + i];
          const sin = this.sin[angles + i];
          const first = a[at + i];
          const second = a[at + half + i];
          a[at + i] = first * cos - second * sin;
          a[at + half + i] = second * cos + first * sin;
        }
      }
    }
  }

  /** Puts `v` [T, kvHeads · headDim] into the cache, where a value's history lies in one row. */
  private keepValues(v: Float32Array, l: number, T: number, position: number): void {
    const width = this.config.kvHeads * this.config.headDim;
    for (let t = 0; t < T; t++) {
      for (let i = 0; i < width; i++) {
        this.values[l][i * this.context + position + t] = v[t * width + i];
      }
    }
  }

  /** mixed[t, h] = Σ_s softmax_s(q[t, h] · k[s, g] / √headDim) v[s, g], over s ≤ position + t; g is the
   *  key head that query head h shares. mixed and q [T, heads · headDim]. */
  private attend(mixed: Float32Array, q: Float32Array, l: number, T: number, position: number) {
    const { heads, kvHeads, headDim } = this.config;
    const keyWidth = kvHeads * headDim;
    const scores = this.buffer("scores", this.context);
    for (let h = 0; h < heads; h++) {
      const shared = Math.floor((h * kvHeads) / heads) * headDim;
      const keys = this.keys[l].subarray(shared); // [context, headDim], rows keyWidth apart
      const values = this.values[l].subarray(shared * this.context); // [headDim, context]
      for (let t = 0; t < T; t++) {
        const at = (t * heads + h) * headDim;
        const length = position + t + 1;
        product(scores, q.subarray(at), keys, 1, length, headDim, keyWidth);
        softmax(scores, length, 1 / Math.sqrt(headDim));
        product(mixed.subarray(at), scores, values, 1, headDim, length, this.context);
      }
    }
  }

  private check(tokens: ArrayLike<number>, position: number): void {
    const { vocab } = this.config;
    if (tokens.length === 0) throw new RangeError("a pass needs at least one token, it got none");
    if (!Number.isInteger(position) || position < 0 || position > this.filled) {
      throw new RangeError(`position is ${position}, the cache is filled up to ${this.filled}`);
    }
    if (position + tokens.length > this.context) {
      throw new ContextLimitError(position, tokens.length, this.context);
    }
    for (let t = 0; t < tokens.length; t++) {
      const token = tokens[t];
      if (!Number.isInteger(token) || token < 0 || token >= vocab) {
        throw new RangeError(`token ${t} is ${token}, the vocabulary has ids 0 to ${vocab - 1}`);
      }
    }
  }

  /** A buffer of `length` that is kept and only grows. */
  private buffer(name: string, length: number): Float32Array {
    let buffer = this.scratch.get(name);
    if (buffer === undefined || buffer.length < length) {
      buffer = new Float32Array(length);
      this.scratch.set(name, buffer);
    }
    return buffer.subarray(0, length);
  }
}

/** y[t] = x[t] / √(mean x[t]² + eps) · weight. x and y [T, hidden], weight [hidden].
 *  Zhang and Sennrich 2019, arXiv:1910.07467. */
function rmsNorm(
  y: Float32Array,
  x: Float32Array,
  weight: Float32Array,
  T: number,
  eps: number,
): void {
  const hidden = weight.length;
  for (let t = 0; t < T; t++) {
    const at = t * hidden;
    let squares = 0;
    for (let i = 0; i < hidden; i++) squares += x[at + i] * x[at + i];
    const scale = 1 / Math.sqrt(squares / hidden + eps);
    for (let i = 0; i < hidden; i++) y[at + i] = x[at + i] * scale * weight[i];
  }
}

/** The first `length` of `a` become softmax(a · scale). */
function softmax(a: Float32Array, length: number, scale: number): void {
  let top = a[0];
  for (let s = 1; s < length; s++) if (a[s] > top) top = a[s];
  let total = 0;
  for (let s = 0; s < length; s++) {
    a[s] = Math.exp((a[s] - top) * scale);
    total += a[s];
  }
  for (let s = 0; s < length; s++) a[s] /= total;
}

const silu = (z: number) => z / (1 + Math.exp(-z));
