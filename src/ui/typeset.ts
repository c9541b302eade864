import type { Katex } from "./katex.ts";

/** A number in TeX that may change without the equation being laid out again. Anything but digits in it
 *  is set upright, as a suffix is. */
export function moving(number: string): string {
  return `⟦${number}⟧`;
}

/** Sets an equation into `node`: where only numbers marked as moving differ from what is there, their texts
 *  are written; else it is laid out. Returns whether it was laid out. */
export function typeset(katex: Katex, node: HTMLElement, tex: string, display: boolean): boolean {
  const { structure, numbers } = split(tex);
  const before = shown.get(node);
  if (before?.structure === structure && before.texts) {
    for (const [i, text] of before.texts.entries())
      if (text.nodeValue !== numbers[i]) text.nodeValue = numbers[i] ?? "";
    return false;
  }
  katex.render(laidOut(tex), node, {
    displayMode: display,
    output: "html",
    throwOnError: false,
    strict: (code: string) => (code === "htmlExtension" ? "ignore" : "warn"),
    trust: ({ command }) => command === "\\htmlData" || command === "\\htmlClass",
  });
  shown.set(node, { structure, texts: textsOf(node, numbers) });
  return true;
}

interface Shown {
  readonly structure: string;
  /** The texts of the numbers; null where one of them is not a single text. */
  readonly texts: readonly Text[] | null;
}

const shown = new WeakMap<HTMLElement, Shown>();
const mark = /⟦(.*?)⟧/g;

const upright = (number: string) => !/^[\d.]*$/.test(number);

/** What an equation is, numbers aside, and its numbers. */
function split(tex: string): { structure: string; numbers: readonly string[] } {
  const numbers: string[] = [];
  const structure = tex.replace(mark, (_, number: string) => {
    numbers.push(number);
    return upright(number) ? "⟦text⟧" : "⟦⟧";
  });
  return { structure, numbers };
}

function laidOut(tex: string): string {
  let i = 0;
  return tex.replace(mark, (_, number: string) => {
    const body = upright(number) ? `\\text{${number}}` : number;
    return `\\htmlData{number=${i++}}{${body}}`;
  });
}

function textsOf(node: HTMLElement, numbers: readonly string[]): readonly Text[] | null {
  const texts: Text[] = [];
  for (const [i, number] of numbers.entries()) {
    const place = node.querySelector(`[data-number="${i}"]`);
    if (!place) return null;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const text = walker.nextNode();
    if (!(text instanceof Text) || text.nodeValue !== number || walker.nextNode()) return null;
    texts.push(text);
  }
  return texts;
}
