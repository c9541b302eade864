import { toCsv } from "./csv.ts";
import { download } from "./download.ts";
import type { ExportAction } from "./export-action.ts";
import { element, NAMESPACE, toSvg } from "./svg.ts";
import type { Table } from "./table.ts";
import { textWidth } from "./text.ts";

/** What a drawing takes from the style sheet and would lose on its way, with the values that a
 *  drawing has by itself. All are inherited, except opacity. */
const INITIAL: Record<string, string> = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "paint-order": "normal",
  "font-family": "",
  "font-size": "",
  "font-weight": "400",
  "font-style": "normal",
  "font-variant-numeric": "normal",
  "letter-spacing": "normal",
  "text-anchor": "start",
};

/** A font list that ends in a generic family, so that every renderer finds something. */
export function fontStack(family: string): string {
  const names = family.split(",").map((n) => n.trim());
  const generic = /^(serif|sans-serif|monospace|system-ui|ui-\w+)$/;
  if (generic.test(names[names.length - 1] ?? "")) return names.join(", ");
  const mono = /mono|courier|code/i.test(family);
  const serif = !mono && /serif|georgia|times/i.test(family) && !/sans/i.test(family);
  return [...names.filter(Boolean), mono ? "monospace" : serif ? "serif" : "sans-serif"].join(", ");
}

/** A file name from a chart's name: lower case, digits and dashes. */
export function fileName(name: string, extension: string): string {
  const safe = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${safe || "chart"}.${extension}`;
}

/** Text broken into lines of at most `width` px. */
export function wrap(text: string, width: number, font: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, font) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line) lines.push(line);
  return lines;
}

function inline(from: Element, to: Element, inherited: Record<string, string>) {
  const style = getComputedStyle(from);
  const own: Record<string, string> = {};
  to.removeAttribute("class");
  to.removeAttribute("style");
  for (const property of Object.keys(INITIAL)) {
    const value = style.getPropertyValue(property);
    own[property] = value;
    if (value === inherited[property]) to.removeAttribute(property);
    else to.setAttribute(property, property === "font-family" ? fontStack(value) : value);
  }
  if (style.opacity !== "1") to.setAttribute("opacity", style.opacity);
  const [sources, copies] = [[...from.children], [...to.children]];
  for (let i = 0; i < sources.length; i++) {
    if (sources[i].hasAttribute("data-transient")) copies[i].remove();
    else inline(sources[i], copies[i], own);
  }
}

function standalone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  inline(svg, copy, INITIAL);
  return copy;
}

/** The legend's entries (list and shades) as drawn groups with their width and height. */
function legendGroups(figure: HTMLElement, font: number, ink: string, family: string) {
  const text = (x: number, content: string) =>
    element(
      "text",
      { x, y: font, fill: ink, "font-size": font, "font-family": fontStack(family) },
      content,
    );
  const groups: { node: Element; width: number; height: number }[] = [];
  for (const item of figure.querySelectorAll<HTMLElement>("[data-legend-item]")) {
    const label = item.dataset.legendItem ?? "";
    const node = element("g", {});
    const swatch = item.querySelector("svg");
    if (swatch) {
      const copy = standalone(swatch);
      copy.setAttribute("y", String(font * 0.65 - 5));
      node.append(copy);
    }
    node.append(text(28, label));
    groups.push({ node, width: 28 + textWidth(label, font) + 18, height: font * 1.6 });
  }
  for (const shades of figure.querySelectorAll<SVGSVGElement>("svg[data-legend]")) {
    const label = shades.previousElementSibling?.textContent ?? "";
    const node = element("g", {});
    const copy = standalone(shades);
    const x = textWidth(label, font) + 10;
    copy.setAttribute("x", String(x));
    copy.setAttribute("y", "3");
    node.append(text(0, label), copy);
    groups.push({ node, width: x + shades.clientWidth + 18, height: shades.clientHeight + 6 });
  }
  return groups;
}

/** The chart of a figure as a drawing that needs no style sheet: title, key, plot, description. */
export function drawing(figure: HTMLElement, title: string, description: string): SVGSVGElement {
  const source = figure.querySelector<SVGSVGElement>("svg[data-plot]");
  if (!source) throw new Error("The chart has not been drawn yet. Try again in a moment.");
  const style = getComputedStyle(figure);
  const ink = style.color;
  const paper = style.getPropertyValue("--paper").trim() || "#ffffff";
  const heading = figure.querySelector<HTMLElement>(".chart-title");
  const headStyle = heading ? getComputedStyle(heading) : style;
  const headSize = Number.parseFloat(headStyle.fontSize) || 16;
  const font = Number.parseFloat(getComputedStyle(source).fontSize) || 12;
  const plot = standalone(source);
  const margin = 16;
  const width = source.clientWidth;
  let y = margin;

  const out = element("svg", { xmlns: NAMESPACE, role: "img" }) as SVGSVGElement;
  out.append(element("title", {}, title), element("desc", {}, description));
  const paperRect = element("rect", { fill: paper });
  out.append(paperRect);
  for (const line of wrap(title, width, headSize)) {
    y += headSize;
    const attributes = {
      x: margin,
      y,
      fill: ink,
      "font-size": headSize,
      "font-weight": headStyle.fontWeight,
      "font-family": fontStack(headStyle.fontFamily),
    };
    out.append(element("text", attributes, line));
    y += headSize * 0.3;
  }
  y += font * 0.8;
  let x = 0;
  let row = 0;
  for (const g of legendGroups(figure, font, ink, getComputedStyle(source).fontFamily)) {
    if (x > 0 && x + g.width > width) {
      y += row;
      x = 0;
      row = 0;
    }
    g.node.setAttribute("transform", `translate(${margin + x},${y})`);
    out.append(g.node);
    x += g.width;
    row = Math.max(row, g.height);
  }
  y += row + (row ? font * 0.6 : 0);
  plot.setAttribute("x", String(margin));
  plot.setAttribute("y", String(Math.round(y)));
  plot.setAttribute("width", String(width));
  plot.setAttribute("height", String(source.clientHeight));
  plot.removeAttribute("aria-hidden");
  out.append(plot);

  const [w, h] = [width + 2 * margin, Math.round(y + source.clientHeight + margin)];
  for (const [node, prefix] of [
    [paperRect, ""],
    [out, "svg"],
  ] as const) {
    node.setAttribute("width", String(w));
    node.setAttribute("height", String(h));
    if (prefix) node.setAttribute("viewBox", `0 0 ${w} ${h}`);
  }
  return out;
}

type Source = { figure: HTMLElement; name: string; title: string; description: string };

/** Saves a chart as an SVG or PNG file, or its table as CSV. */
export async function save(
  kind: Exclude<ExportAction, "table" | "sound" | "notebook">,
  { figure, name, title, description }: Source,
  table: () => Table,
) {
  if (kind === "csv") {
    return download(toCsv(table()), fileName(name, "csv"), "text/csv;charset=utf-8");
  }
  const svg = drawing(figure, title, description);
  const { toPng } = await import("./png.ts");
  if (kind === "svg") return download(toSvg(svg), fileName(name, "svg"), "image/svg+xml");
  download(await toPng(svg, kind.png), fileName(`${name} ${kind.png}x`, "png"));
}
