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

/** Puts the page's fonts into a drawing: one that is shown as an image may load nothing. A font
 *  that cannot be had is left to its fallback. */
export async function embedFonts(svg: SVGSVGElement): Promise<void> {
  const text = svg.textContent ?? "";
  const used = new Set(
    [...svg.querySelectorAll("[font-family]")].flatMap((node) =>
      (node.getAttribute("font-family") ?? "").split(",").map((n) => n.replace(/["']/g, "").trim()),
    ),
  );
  const rules = await Promise.all(
    faces().map(async ({ rule, base }) => {
      const get = (name: string) => rule.style.getPropertyValue(name);
      const family = get("font-family").replace(/["']/g, "").trim();
      const source = /url\(["']?([^"')]+)["']?\)/.exec(get("src"))?.[1];
      if (!source || !used.has(family) || !covers(get("unicode-range"), text)) return "";
      try {
        const url = await dataUrl(new URL(source, base).href);
        const range = get("unicode-range");
        return `@font-face{font-family:"${family}";font-style:${get("font-style") || "normal"};font-weight:${get("font-weight") || 400};src:url(${url})${range ? `;unicode-range:${range}` : ""}}`;
      } catch {
        return "";
      }
    }),
  );
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = rules.join("");
  svg.prepend(style);
}
