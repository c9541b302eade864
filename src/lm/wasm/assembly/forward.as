import { attend } from "./attention";
import { Model } from "./layout";
import { gate, rmsNorm } from "./norm";
import { product } from "./product";
import { barrier, call, called, end, first, number } from "./team";

/** This thread's part of a product's panels; see product. */
@inline
function part(
  y: usize, yStride: usize,
  x: usize, xStride: usize,
  w: usize, panelStride: usize,
  T: i32, panels: i32, cols: i32,
  add: bool,
): void {
  const from = first(panels);
  product(
    y + (<usize>from << 5), yStride, x, xStride, w + panelStride * <usize>from, panelStride,
    T, end(panels) - from, cols, add,
  );
}

/** This thread's part of passing T tokens (uint32 at `tokens`), at most m.block, that stand at `position`.
 *  The logits of the last `rows` of them go to `logits` [rows, vocabWidth]. Norms are so short that each
 *  thread computes them all. */
function passBlock(
  m: Model, tokens: usize, T: i32, position: i32, logits: usize, rows: i32,
): void {
  const hidden = <usize>m.hidden << 2; // bytes, as all that follow
  const queries = <usize>(m.heads * m.headDim) << 2;
  const projected = <usize>((m.heads + 2 * m.kvHeads) * m.headDim) << 2;
  const wide = <usize>m.intermediate << 3;
  const panel = <usize>m.hidden << 5;
  const normed = m.normed + number() * <usize>m.block * hidden;
  for (let t = first(T); t < end(T); t++) {
    const token = load<u32>(tokens + (<usize>t << 2));
    let from = m.embedding + <usize>(token >> 3) * panel + ((token & 7) << 2);
    const to = m.x + hidden * <usize>t;
    for (let i: usize = 0; i < hidden; i += 4) {
      store<f32>(to + i, load<f32>(from));
      from += 32;
    }
  }
  barrier();
  let layer = m.layer;
  for (let l = 0; l < m.layers; l++) {
    rmsNorm(normed, m.x, layer, T, m.hidden, m.trueHidden, m.normEps);
    part(
      m.projected, projected, normed, hidden, layer + m.qkv, panel,
      T, projected >> 5, m.hidden, false,
    );
    barrier();
    attend(m, l, T, position);
    barrier();
    part(
      m.x, hidden, m.mixed, queries, layer + m.output, queries << 3,
      T, m.hidden >> 3, queries >> 2, true,
    );
    barrier();
    rmsNorm(normed, m.x, layer + hidden, T, m.hidden, m.trueHidden, m.normEps);
    const gates = m.intermediate >> 3;
    const up = layer + m.gateUp + panel * <usize>gates;
    part(m.wide, wide, normed, hidden, layer + m.gateUp, panel, T, gates, m.hidden, false);
    part(m.wide + (wide >> 1), wide, normed, hidden, up, panel, T, gates, m.hidden, false);
    gate(m.wide, T, m.intermediate, first(gates) << 3, end(gates) << 3);
    barrier();
    part(
      m.x, hidden, m.wide, wide, layer + m.down, wide << 2,
      T, m.hidden >> 3, m.intermediate, true,
    );
    barrier();
    layer += m.layerBytes;
  }
  if (rows == 0) return;
  const from = m.x + hidden * <usize>(T - rows);
  rmsNorm(normed, from, m.norm, rows, m.hidden, m.trueHidden, m.normEps);
  part(
    logits, <usize>m.vocabWidth << 2, normed, hidden, m.head, panel,
    rows, m.vocabWidth >> 3, m.hidden, false,
  );
  barrier();
}

/** The same for any T ≥ 1: block by block. rows ≤ T. */
function passBlocks(
  m: Model, tokens: usize, T: i32, position: i32, logits: usize, rows: i32,
): void {
  for (let t = 0; t < T; t += m.block) {
    const count = min(m.block, T - t);
    const wanted = max(0, min(count, t + count - (T - rows)));
    passBlock(m, tokens + (<usize>t << 2), count, position + t, logits, wanted);
    logits += <usize>(wanted * m.vocabWidth) << 2;
  }
}

/** A pass by this thread and, where the model is shared, its team. */
export function pass(
  m: Model, tokens: usize, T: i32, position: i32, logits: usize, rows: i32,
): void {
  call(m, tokens, T, position, logits, rows);
  passBlocks(m, tokens, T, position, logits, rows);
}

/** What the threads beside the leader do until they are terminated: their part of every shared pass. */
export function serve(): void {
  for (let passes = 0; ; passes++) {
    const at = called(passes);
    passBlocks(
      changetype<Model>(<usize>load<u32>(at)), load<u32>(at, 4), load<i32>(at, 8),
      load<i32>(at, 12), load<u32>(at, 16), load<i32>(at, 20),
    );
  }
}
