import { drawing, fontStack, wrap } from "./export.ts";
import { element } from "./svg.ts";

/** The size that sites show beside a link, px. */
export const cardSize = { width: 1200, height: 630 } as const;

const MARGIN = 48;
const HEADLINE = 38;
const FOOT = 20;

type Words = {
  /** What the chart says, in a sentence. */
  headline: string;
  /** Whose it is, and where to find it. */
  name: string;
  link: string;
};

/** A chart as a picture to post: a sentence over it, the link under it. The chart is laid out anew for its
 *  place, so that its text can be read in a small picture too. */
export async function card(figure: HTMLElement, title: string, words: Words) {
  const { width, height } = cardSize;
  const style = getComputedStyle(figure);
  const serif = fontStack(style.getPropertyValue("--font-text").trim() || "serif");
  const sans = fontStack(style.fontFamily);
  const [ink, ink2, paper] = ["--ink", "--ink-2", "--paper"].map((name) =>
    style.getPropertyValue(name).trim(),
  );
  const out = element("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  }) as SVGSVGElement;
  out.append(element("rect", { width, height, fill: paper || "#ffffff" }));

  const column = width - 2 * MARGIN;
  // a sentence of more than two lines is set smaller
  const long = wrap(words.headline, column, HEADLINE * 0.92).length > 2;
  const size = long ? HEADLINE * 0.8 : HEADLINE;
  let y = MARGIN * 0.8;
  for (const line of wrap(words.headline, column, size * 0.92)) {
    y += size;
    const at = { x: MARGIN, y, fill: ink, "font-size": size, "font-weight": 600 };
    out.append(element("text", { ...at, "font-family": serif }, line));
    y += size * 0.25;
  }

  const foot = height - MARGIN * 0.6;
  const room = { width: column + 32, height: foot - FOOT * 1.5 - y };
  const chart = await drawnAt(figure, title, words.headline, room.width / room.height);
  const [w, h] = ["width", "height"].map((name) => Number(chart.getAttribute(name)));
  const scale = Math.min(room.width / w, room.height / h);
  chart.setAttribute("x", String((width - w * scale) / 2));
  chart.setAttribute("y", String(y));
  chart.setAttribute("width", String(w * scale));
  chart.setAttribute("height", String(h * scale));
  chart.removeAttribute("xmlns");

  const line = { y: foot, fill: ink2, "font-size": FOOT, "font-family": sans };
  const most = Math.floor((column - 200) / (FOOT * 0.56));
  const link = words.link.replace(/^https?:\/\//, "");
  const shown = link.length > most ? `${link.slice(0, most - 1)}…` : link;
  out.append(
    chart,
    element("text", { ...line, x: MARGIN, "font-weight": 600 }, words.name),
    element("text", { ...line, x: width - MARGIN, "text-anchor": "end" }, shown),
  );
  return out;
}

/** The chart's drawing as it is at 800 px of width and about this width over height. The figure is given that
 *  size unseen, while its place on the page is kept, and then its own again. */
async function drawnAt(figure: HTMLElement, title: string, words: string, aspect: number) {
  const body = figure.querySelector<HTMLElement>(".chart-body");
  const place = figure.parentElement;
  if (!body || !place) return drawing(figure, title, words);
  const kept = [figure, body, place].map((element) => element.style.cssText);
  place.style.minHeight = `${place.offsetHeight}px`;
  Object.assign(figure.style, {
    position: "fixed",
    left: "0",
    width: "800px",
    visibility: "hidden",
  });
  Object.assign(body.style, { height: `${832 / aspect - 90}px`, aspectRatio: "auto" });
  try {
    await fits(body);
    return drawing(figure, title, words);
  } finally {
    [figure, body, place].forEach((element, i) => {
      element.style.cssText = kept[i];
    });
  }
}

/** Waits until a chart has drawn itself at the size that it was given, a second at most. */
async function fits(body: HTMLElement): Promise<void> {
  for (let frame = 0; frame < 60; frame++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const plot = body.querySelector("svg[data-plot]");
    const drawn = ["width", "height"].map((name) => Number(plot?.getAttribute(name)));
    if (drawn[0] === body.clientWidth && drawn[1] === body.clientHeight) return;
  }
}
