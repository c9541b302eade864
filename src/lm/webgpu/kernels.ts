import argumentsPart from "./arguments.wgsl?raw";
import attention from "./attention.wgsl?raw";
import attentionQuad from "./attention-quad.wgsl?raw";
import decide from "./decide.wgsl?raw";
import distribution from "./distribution.wgsl?raw";
import draw from "./draw.wgsl?raw";
import embed from "./embed.wgsl?raw";
import gateUp from "./gate-up.wgsl?raw";
import type { Access, KernelSource, TapeAccess } from "./gpu.ts";
import head from "./head.wgsl?raw";
import headOfProduct from "./head-of-product.wgsl?raw";
import norm from "./norm.wgsl?raw";
import product from "./product.wgsl?raw";
import qkv from "./qkv.wgsl?raw";
import random from "./random.wgsl?raw";
import record from "./record.wgsl?raw";
import residual from "./residual.wgsl?raw";
import sample from "./sample.wgsl?raw";
import type { Shape } from "./shape.ts";
import solo from "./solo.wgsl?raw";
import { tapeWords } from "./tape.ts";
import tape from "./tape.wgsl?raw";
import { type Constants, expand } from "./template.ts";
import threefry from "./threefry.wgsl?raw";
import weights from "./weights.wgsl?raw";
import workgroup from "./workgroup.wgsl?raw";

const parts = {
  arguments: argumentsPart,
  distribution,
  draw,
  "head-of-product": headOfProduct,
  norm,
  product,
  record,
  tape,
  threefry,
  weights,
  workgroup,
};

/** Each kernel with the bindings of its group 0, in order, and its use of the tape. */
const kernels = {
  attention: [attention, "read read write", "read"],
  "attention-quad": [attentionQuad, "read read write", "read"],
  decide: [decide, "read write write", "write"],
  embed: [embed, "read read write write write", "read"],
  "gate-up": [gateUp, "read read read write", "none"],
  head: [head, "read read read write", "none"],
  qkv: [qkv, "read read read read write write", "read"],
  random: [random, "read write", "read"],
  residual: [residual, "read read read write write write", "none"],
  sample: [sample, "read write write", "write"],
  solo: [solo, "read write write read read read write", "write"],
} as const satisfies Record<string, readonly [string, string, TapeAccess]>;
export type KernelName = keyof typeof kernels;

/** Changes with any kernel's source. */
export const kernelsVersion: string = checksum(
  [...Object.values(parts), ...Object.values(kernels).map(([source]) => source)].join("\n"),
);

/** FNV-1a of the text's UTF-16 units, 32 bits, in hexadecimal. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** The source of a kernel with its constants filled in. */
export function kernelSource(name: KernelName, constants: Constants): KernelSource {
  const [source, bindings, access] = kernels[name];
  return {
    name,
    code: expand(source, { ...tapeWords, WRITES: access === "write", ...constants }, parts),
    bindings: bindings.split(" ").map((use): Access => (use === "write" ? "write" : "read")),
    tape: access,
  };
}

/** The constants of a product of `outputs` by `inputs` over `rows` rows at a time; see product.wgsl. */
export function productConstants(
  { layout, storage, quad, width, split }: Shape,
  outputs: number,
  inputs: number,
  rows: number,
  half: boolean,
): Constants {
  return {
    N4: outputs / 4,
    K4: inputs / 4,
    T: rows,
    WIDTH: width,
    SPLIT: split,
    THREADS: width * split,
    TILE: layout === "tile",
    HALF: half && storage === "f16",
    QUAD: quad && split === 1,
    SPLITS: split > 1,
  };
}
