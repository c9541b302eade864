import { embedFonts, type Face } from "./fonts.ts";
import { element, toSvg } from "./svg.ts";

/** px; the side of the square in which a font shows that it is there. */
const PROBE = 32;
/** ms between two looks, and how often to look before a font is given up. */
const PAUSE = 25;
const LOOKS = 160;

const wait = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** A drawing as a PNG, at `scale` pixels per px. The fonts inside an image are read after the image itself, and
 *  nothing tells when: so each font draws a letter in a strip under the drawing, which is looked at until all
 *  letters are there and then cut off. */
export async function toPng(svg: SVGSVGElement, scale = 2): Promise<Blob> {
  const width = Number(svg.getAttribute("width"));
  const height = Number(svg.getAttribute("height"));
  const faces = await embedFonts(svg);
  const columns = Math.max(1, Math.floor(width / PROBE));
  const strip = Math.ceil(faces.length / columns) * PROBE;
  const spot = (i: number) => ({
    x: (i % columns) * PROBE,
    y: Math.floor(i / columns) * PROBE,
  });
  for (const [i, face] of faces.entries()) svg.append(probe(face, spot(i).x, height + spot(i).y));
  svg.setAttribute("height", String(height + strip));
  svg.setAttribute("viewBox", `0 0 ${width} ${height + strip}`);
  const url = URL.createObjectURL(new Blob([toSvg(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    for (let look = 0; look < LOOKS; look++) {
      const drawn = (at: { x: number; y: number }) => inked(image, at.x, height + at.y);
      if (faces.every((_, i) => drawn(spot(i)))) break;
      await wait(PAUSE);
    }
    const canvas = document.createElement("canvas");
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas
      .getContext("2d")
      ?.drawImage(image, 0, 0, canvas.width, Math.round((height + strip) * scale));
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("The browser could not make a PNG."))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

function probe({ family, style, weight, sample }: Face, x: number, y: number): Element {
  return element(
    "text",
    {
      x: x + 4,
      y: y + PROBE * 0.75,
      fill: "#000",
      "font-family": `"${family}"`,
      "font-style": style,
      "font-weight": weight,
      "font-size": PROBE * 0.7,
    },
    sample,
  );
}

/** Whether the image has drawn anything in the probe's square. */
function inked(image: HTMLImageElement, x: number, y: number): boolean {
  const canvas = document.createElement("canvas");
  canvas.width = PROBE;
  canvas.height = PROBE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return true;
  context.drawImage(image, x, y, PROBE, PROBE, 0, 0, PROBE, PROBE);
  const { data } = context.getImageData(0, 0, PROBE, PROBE);
  return data.some((value, i) => i % 4 === 3 && value > 0);
}
