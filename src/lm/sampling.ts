/** How a distribution is made from logits. */
export interface Sampling {
  /** At least 0; 0 is greedy. */
  readonly temperature: number;
  /** Keep the k most probable tokens; 0 keeps all. */
  readonly topK: number;
  /** Keep the fewest most probable tokens whose mass reaches this; in (0, 1], 1 keeps all. */
  readonly topP: number;
}

/** The distribution of the model itself. */
export const plain: Sampling = { temperature: 1, topK: 0, topP: 1 };
/** The most probable token, always. */
export const greedy: Sampling = { temperature: 0, topK: 0, topP: 1 };

/** Throws RangeError unless every field lies in its range. */
export function checkSampling({ temperature, topK, topP }: Sampling): void {
  if (!(temperature >= 0 && temperature < Infinity)) {
    throw new RangeError(`temperature is ${temperature}, it must be at least 0`);
  }
  if (!Number.isInteger(topK) || topK < 0) {
    throw new RangeError(`topK is ${topK}, it must be a whole number of at least 0`);
  }
  if (!(topP > 0 && topP <= 1)) throw new RangeError(`topP is ${topP}, it must lie in (0, 1]`);
}

/** The probabilities [vocab] that `sampling` gives to `logits` [vocab]: softmax(logits / temperature),
 *  then top-k, then top-p, each renormalised. Temperature 0 puts all on the largest logit. Equal
 *  probabilities are ranked by index, so that every backend keeps the same tokens. */
export function probabilities(logits: ArrayLike<number>, sampling: Sampling): Float32Array {
  checkSampling(sampling);
  const p = new Float32Array(logits.length);
  if (sampling.temperature === 0) {
    p[argmax(logits)] = 1;
    return p;
  }
  softmax(logits, sampling.temperature, p);
  const { topK, topP } = sampling;
  const cutsK = topK > 0 && topK < p.length;
  if (!cutsK && topP === 1) return p;
  const ranked = Array.from(p.keys()).sort((a, b) => p[b] - p[a] || a - b);
  if (cutsK) keep(p, ranked, topK);
  if (topP < 1) {
    let mass = 0;
    let kept = 0;
    while (kept < p.length && mass < topP) mass += p[ranked[kept++]];
    keep(p, ranked, kept);
  }
  return p;
}

/** The index of the largest value; the lowest one wins a tie. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The index that `u` in [0, 1) draws from non-negative `weights`, which need not sum to 1: the first
 *  at which the running sum exceeds u times the total. Never one of weight 0. */
export function draw(weights: ArrayLike<number>, u: number): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i];
  const threshold = u * total;
  let sum = 0;
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    sum += weights[i];
    last = i;
    if (sum > threshold) return i;
  }
  return last; // only if rounding left the sum at the threshold
}

function softmax(logits: ArrayLike<number>, temperature: number, p: Float32Array): void {
  const top = logits[argmax(logits)];
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    p[i] = Math.exp((logits[i] - top) / temperature);
    sum += p[i];
  }
  for (let i = 0; i < p.length; i++) p[i] /= sum;
}

/** Zeroes all but the first `count` of `ranked` and renormalises. */
function keep(p: Float32Array, ranked: readonly number[], count: number): void {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += p[ranked[i]];
  for (let i = 0; i < p.length; i++) {
    const v = ranked[i];
    p[v] = i < count ? p[v] / sum : 0;
  }
}
