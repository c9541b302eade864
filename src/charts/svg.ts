export const NAMESPACE = "http://www.w3.org/2000/svg";

/** An SVG element with its attributes and text. */
export function element(name: string, attributes: Record<string, string | number>, text?: string) {
  const node = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/** A drawing as the text of an SVG file. */
export function toSvg(svg: SVGSVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}
