/** cos and sin, each [context, headDim / 2], of position · θ^(−2i / headDim).
 *  Rounded to float32 where PyTorch rounds: at position 500 the exact angle differs by 3e-5 from the
 *  one that every model of this layout was trained with. Su et al. 2021, arXiv:2104.09864. */
export function rotaryTable(
  context: number,
  headDim: number,
  theta: number,
): { cos: Float32Array; sin: Float32Array } {
  const half = headDim / 2;
  const cos = new Float32Array(context * half);
  const sin = new Float32Array(context * half);
  for (let i = 0; i < half; i++) {
    const power = Math.fround(theta ** Math.fround((2 * i) / headDim));
    const frequency = Math.fround(1 / power);
    for (let position = 0; position < context; position++) {
      const angle = Math.fround(position * frequency);
      cos[position * half + i] = Math.cos(angle);
      sin[position * half + i] = Math.sin(angle);
    }
  }
  return { cos, sin };
}
