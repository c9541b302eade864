import jsqr from "jsqr";
import { expect, it } from "vitest";
import { type Qr, qrOf, qrSvg } from "./qr.ts";

/** The drawing as pixels, `scale` to a module. */
function pixels({ size, path }: Qr, scale: number): Uint8ClampedArray {
  const side = size * scale;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+),(\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column++)
        image.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
  return image;
}

it.each([
  "https://example.org/?M=13B",
  `https://example.org/app/?s=1.${"a0.8~~pin~M7B".repeat(12)}`,
  "https://example.org/?view=board&result=1~g~Zo%C3%AB",
])("reads back as %s by another's decoder", async (text) => {
  const qr = await qrOf(text);
  const read = jsqr(pixels(qr, 4), qr.size * 4, qr.size * 4);
  expect(read?.data).toBe(text);
  expect(qrSvg(qr)).toContain(qr.path);
});

it("refuses what does not fit", async () => {
  await expect(qrOf("a".repeat(3000))).rejects.toThrow();
});
