import { attend } from "./attention";
import { Model } from "./layout";
import { gate, rmsNorm } from "./norm";
import { product } from "./product";

/** Passes T tokens (uint32 at `tokens`), at most m.block, that stand at `position`, and writes the logits
 *  of the last `rows` of them to `logits` [rows, vocabWidth]. */
function passBlock(
  m: Model, tokens: usize, T: i32, position: i32, logits: usize, rows: i32,
): void {
  const hidden = <usize>m.hidden << 2; // bytes, as all that follow
  const queries = <usize>(m.heads * m.headDim) << 2;
  const projected = <usize>((m.heads + 2 * m.kvHeads) * m.headDim) << 2;
  const wide = <usize>m.intermediate << 3;
  const panel = <usize>m.hidden << 5;
  for (let t = 0; t < T; t++) {
    const token = load<u32>(tokens + (<usize>t << 2));
    let from = m.embedding + <usize>(token >> 3) * panel + ((token & 7) << 2);
    const to = m.x + hidden * <usize>t;
    for (let i: usize = 0; i < hidden; i += 4) {
      store<f32>(to + i, load<f32>(from));
      from += 32;
    }
  }
  let layer = m.layer;
  for (let l = 0; l < m.layers; l++) {
    rmsNorm(m.normed, m.x, layer, T, m.hidden, m.trueHidden, m.normEps);
    product(
      m.projected, projected, m.normed, hidden, layer + m.qkv, panel,
      T, projected >> 5, m.hidden, false,
    );
    attend(m, l, T, position);
    product(
      m.x, hidden, m.mixed, queries, layer + m.output, queries << 3,
      T, m.hidden >> 3, queries >> 2, true,
    );
    rmsNorm(m.normed, m.x, layer + hidden, T, m.hidden, m.trueHidden, m.normEps);
    product(
      m.wide, wide, m.normed, hidden, layer + m.gateUp, panel,
      T, m.intermediate >> 2, m.hidden, false,
    );
    gate(m.wide, T, m.intermediate);
    product(
      m.x, hidden, m.wide, wide, layer + m.down, wide << 2,
      T, m.hidden >> 3, m.intermediate, true,
    );
    layer += m.layerBytes;
  }
  if (rows == 0) return;
  const from = m.x + hidden * <usize>(T - rows);
  rmsNorm(m.normed, from, m.norm, rows, m.hidden, m.trueHidden, m.normEps);
  product(
    logits, <usize>m.vocabWidth << 2, m.normed, hidden, m.head, panel,
    rows, m.vocabWidth >> 3, m.hidden, false,
  );
}

/** The same for any T ≥ 1: block by block. rows ≤ T. */
export function pass(
  m: Model, tokens: usize, T: i32, position: i32, logits: usize, rows: i32,
): void {
  for (let t = 0; t < T; t += m.block) {
    const count = min(m.block, T - t);
    const wanted = max(0, min(count, t + count - (T - rows)));
    passBlock(m, tokens + (<usize>t << 2), count, position + t, logits, wanted);
    logits += <usize>(wanted * m.vocabWidth) << 2;
  }
}
