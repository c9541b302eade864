/** Bytes an element of every type that the safetensors format names and that fills whole bytes. */
export const bytesOf: ReadonlyMap<string, number> = new Map([
  ["F64", 8],
  ["F32", 4],
  ["F16", 2],
  ["BF16", 2],
  ["F8_E5M2", 1],
  ["F8_E4M3", 1],
  ["F8_E8M0", 1],
  ["I64", 8],
  ["I32", 4],
  ["I16", 2],
  ["I8", 1],
  ["U64", 8],
  ["U32", 4],
  ["U16", 2],
  ["U8", 1],
  ["BOOL", 1],
  ["C64", 8],
]);

/** The types that weights may have. */
export type WeightType = "F32" | "F16" | "BF16";

/** Whether weights of this type can be computed with. */
export function isWeightType(dtype: string): dtype is WeightType {
  return dtype === "F32" || dtype === "F16" || dtype === "BF16";
}

/** Little-endian elements of `dtype` as float32. Exact: every F16 and BF16 value is a float32.
 *  `bytes` may begin at any address and must hold whole elements. */
export function toFloat32(bytes: Uint8Array, dtype: WeightType): Float32Array<ArrayBuffer> {
  const aligned = bytes.slice().buffer; // typed arrays need an aligned start, files don't give one
  if (dtype === "F32") return new Float32Array(aligned);
  const halves = new Uint16Array(aligned);
  const bits = new Uint32Array(halves.length);
  if (dtype === "BF16") for (let i = 0; i < bits.length; i++) bits[i] = halves[i] << 16;
  else for (let i = 0; i < bits.length; i++) bits[i] = float32Bits(halves[i]);
  return new Float32Array(bits.buffer);
}

/** The first element that is NaN or infinite, or null. `bytes` as in toFloat32; nothing is copied where
 *  they are aligned. */
export function firstNotFinite(
  bytes: Uint8Array,
  dtype: WeightType,
): { readonly index: number; readonly value: number } | null {
  const size = dtype === "F32" ? 4 : 2;
  const { buffer, byteOffset, length } = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  const elements =
    size === 4
      ? new Uint32Array(buffer, byteOffset, length / size)
      : new Uint16Array(buffer, byteOffset, length / size);
  // A float whose exponent is all ones is NaN or infinite.
  const exponent = { F32: 0x7f800000, BF16: 0x7f80, F16: 0x7c00 }[dtype];
  for (let index = 0; index < elements.length; index++) {
    if ((elements[index] & exponent) !== exponent) continue;
    const one = bytes.subarray(index * size, (index + 1) * size);
    return { index, value: toFloat32(one, dtype)[0] };
  }
  return null;
}

/** The bits of the float32 that equals the IEEE 754 half with bits `h`. */
function float32Bits(h: number): number {
  const sign = (h & 0x8000) << 16;
  const exponent = (h >>> 10) & 31;
  const fraction = h & 0x3ff;
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13);
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (fraction << 13);
  if (fraction === 0) return sign;
  // A subnormal half, fraction · 2^-24, is a normal float32: move its top bit to the hidden place.
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
