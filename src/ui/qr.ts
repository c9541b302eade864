/** A QR code as a path of unit squares, its quiet zone of four modules in its size. */
export interface Qr {
  readonly size: number;
  readonly path: string;
}

/** The QR code of a text, with 15% of it to spare for dirt and glare. Rejects where the text is too long: about
 *  2,300 characters fit. */
export async function qrOf(text: string): Promise<Qr> {
  const { encodeQR } = await import("qr");
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const path = rows.flatMap((row, y) =>
    runs(row).map(([x, width]) => `M${x},${y}h${width}v1h-${width}z`),
  );
  return { size: rows.length, path: path.join("") };
}

/** Where dark modules lie side by side: start and length. */
function runs(row: readonly boolean[]): [number, number][] {
  const found: [number, number][] = [];
  row.forEach((dark, x) => {
    const last = found.at(-1);
    if (!dark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else found.push([x, 1]);
  });
  return found;
}

/** The same as the text of an SVG file. */
export function qrSvg({ size, path }: Qr): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
}
