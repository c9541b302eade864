/** Whether a font face's unicode-range ("U+0-FF, U+131") has a character of the text. */
export function covers(range: string, text: string): boolean {
  if (!range.trim()) return true;
  const spans = range.split(",").map((part) => {
    const [from, to] = part.trim().replace(/^U\+/i, "").split("-");
    const parse = (hex: string, wild: string) => Number.parseInt(hex.replaceAll("?", wild), 16);
    return [parse(from, "0"), parse(to ?? from, "F")];
  });
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (spans.some(([from, to]) => code >= from && code <= to)) return true;
  }
  return false;
}

function faces(): { rule: CSSFontFaceRule; base: string }[] {
  const found: { rule: CSSFontFaceRule; base: string }[] = [];
  for (const sheet of document.styleSheets) {
    const base = sheet.href ?? document.baseURI;
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSFontFaceRule) found.push({ rule, base });
  }
  return found;
}

async function dataUrl(address: string): Promise<string> {
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** A font that was put into a drawing. */
export type Face = {
  family: string;
  style: string;
  weight: string;
  /** A character of the drawing that this font draws. */
  sample: string;
};

/** Puts the page's fonts into a drawing: one that is shown as an image may load nothing. A font
 *  that cannot be had is left to its fallback. Returns those that were put in. */
export async function embedFonts(svg: SVGSVGElement): Promise<readonly Face[]> {
  const texts = new Map<string, string>();
  for (const node of svg.querySelectorAll("[font-family]"))
    for (const name of (node.getAttribute("font-family") ?? "").split(",")) {
      const family = name.replace(/["']/g, "").trim();
      texts.set(family, (texts.get(family) ?? "") + (node.textContent ?? ""));
    }
  const found = await Promise.all(
    faces().map(async ({ rule, base }) => {
      const get = (name: string) => rule.style.getPropertyValue(name);
      const family = get("font-family").replace(/["']/g, "").trim();
      const source = /url\(["']?([^"')]+)["']?\)/.exec(get("src"))?.[1];
      const range = get("unicode-range");
      const sample = [...(texts.get(family) ?? "")].find(
        (character) => /[\p{L}\p{N}]/u.test(character) && covers(range, character),
      );
      if (!source || sample === undefined) return [];
      try {
        const url = await dataUrl(new URL(source, base).href);
        const style = get("font-style") || "normal";
        const weights = get("font-weight") || "400";
        const css = `@font-face{font-family:"${family}";font-style:${style};font-weight:${weights};src:url(${url})${range ? `;unicode-range:${range}` : ""}}`;
        return [{ css, face: { family, style, weight: weights.split(" ")[0] ?? "400", sample } }];
      } catch {
        return [];
      }
    }),
  );
  const embedded = found.flat();
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = embedded.map(({ css }) => css).join("");
  svg.prepend(style);
  return embedded.map(({ face }) => face);
}
