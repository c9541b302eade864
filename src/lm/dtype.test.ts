import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstNotFinite, toFloat32 } from "./dtype.ts";

describe("toFloat32", () => {
  // SHA-256 of all 65,536 values as little-endian float32 with every NaN replaced by 0, from
  // numpy 1.24.2: np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float32), and from
  // torch 1.13.0: torch.from_numpy(…).view(torch.bfloat16).float()
  it.each([
    ["F16", "faa6d965574036872b0d39a42d1f8bee361d5be92b1e718155a69556a5abacdd"],
    ["BF16", "2950e27364395060b01ae85b45dd15a2ab8891f6ee8b0af2b541dbda5524d0b4"],
  ] as const)("converts every %s value as numpy and torch do", (dtype, sha256) => {
    const all = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const values = toFloat32(new Uint8Array(all.buffer), dtype).map((v) =>
      Number.isNaN(v) ? 0 : v,
    );
    expect(createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex")).toBe(sha256);
  });

  it("keeps NaN a NaN", () => {
    const nan = new Uint8Array(Uint16Array.of(0x7e00, 0xfc01, 0x7c00).buffer);
    expect([...toFloat32(nan, "F16")]).toEqual([Number.NaN, Number.NaN, Infinity]);
  });

  it("reads from any address", () => {
    const bytes = new Uint8Array(13);
    bytes.set(new Uint8Array(Float32Array.of(1.5, -2).buffer), 5);
    expect([...toFloat32(bytes.subarray(5), "F32")]).toEqual([1.5, -2]);
  });
});

describe("firstNotFinite", () => {
  it.each(["F16", "BF16", "F32"] as const)("finds what isFinite finds in %s", (dtype) => {
    const size = dtype === "F32" ? 4 : 2;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3), (values, offset) => {
        const length = values.length - (values.length % size);
        const bytes = new Uint8Array(offset + length);
        bytes.set(values.subarray(0, length), offset);
        const view = bytes.subarray(offset);
        const expected = toFloat32(view, dtype).findIndex((v) => !Number.isFinite(v));
        expect(firstNotFinite(view, dtype)?.index ?? -1).toBe(expected);
      }),
    );
  });

  it("tells every F16 and BF16 value rightly", () => {
    for (const dtype of ["F16", "BF16"] as const)
      for (let bits = 0; bits < 65536; bits++) {
        const bytes = new Uint8Array(Uint16Array.of(bits).buffer);
        const finite = Number.isFinite(toFloat32(bytes, dtype)[0]);
        if ((firstNotFinite(bytes, dtype) === null) !== finite)
          expect.unreachable(`${dtype} ${bits}`);
      }
  });
});
