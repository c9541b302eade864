import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Katex, loadedKatex, loadKatex } from "./katex.ts";
import "./ui.css";

type Props = {
  /** Terms to light up are written \htmlData{term=name}{…}, coloured ones \htmlClass{c-draft}{…}. */
  tex: string;
  /** What a screen reader says. */
  label: string;
  active?: string | null;
  onHoverTerm?: (term: string | null) => void;
  /** The room kept before the typesetter is there, in lines. */
  lines?: number;
  /** Displayed on its own (default) or in a line of text. */
  inline?: boolean;
};

function typeset(katex: Katex, node: HTMLElement, tex: string, displayMode: boolean) {
  katex.render(tex, node, {
    displayMode,
    throwOnError: false,
    strict: (code: string) => (code === "htmlExtension" ? "ignore" : "warn"),
    trust: ({ command }) => command === "\\htmlData" || command === "\\htmlClass",
  });
}

/** An equation whose terms light up with `active` and report the pointer. KaTeX arrives after
 *  the first paint; the room is kept until then. */
export function Equation({ tex, label, active = null, onHoverTerm, lines = 1, inline }: Props) {
  const ref = useRef<HTMLSpanElement>(null);
  const [katex, setKatex] = useState<Katex | "failed" | undefined>(loadedKatex);

  useEffect(() => {
    if (katex) return;
    let live = true;
    loadKatex().then(
      (loaded) => live && setKatex(() => loaded),
      () => live && setKatex("failed"),
    );
    return () => {
      live = false;
    };
  }, [katex]);

  useLayoutEffect(() => {
    if (ref.current && katex && katex !== "failed") typeset(katex, ref.current, tex, !inline);
  }, [katex, tex, inline]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: typesetting replaces the marked nodes
  useLayoutEffect(() => {
    for (const node of ref.current?.querySelectorAll<HTMLElement>("[data-term]") ?? [])
      node.classList.toggle("lit", node.dataset.term === active);
  }, [active, katex, tex]);

  // a wide equation is scrolled, by the keyboard too; after layout, so that nothing is laid out twice
  useEffect(() => {
    const content = ref.current;
    const frame = content?.parentElement;
    if (!content || !frame || inline) return;
    const observer = new ResizeObserver(() => {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    });
    observer.observe(frame);
    observer.observe(content);
    return () => observer.disconnect();
  }, [inline]);

  const hover = (target: EventTarget) =>
    target instanceof Element
      ? (target.closest<HTMLElement>("[data-term]")?.dataset.term ?? null)
      : null;
  return (
    <span
      className={inline ? "equation equation-inline" : "equation"}
      role="math"
      aria-label={label}
      data-ready={katex ? "" : undefined}
      style={inline ? undefined : { minHeight: `${lines * 2.6}em` }}
      onPointerOver={onHoverTerm && ((e) => onHoverTerm(hover(e.target)))}
      onPointerLeave={onHoverTerm && (() => onHoverTerm(null))}
    >
      <span ref={ref} />
      {katex === "failed" && label}
    </span>
  );
}
