import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { type Katex, katexInTurn, loadedKatex } from "./katex.ts";
import { typeset } from "./typeset.ts";
import "./ui.css";

/** Changes an equation without a render. */
export interface EquationHandle {
  readonly show: (tex: string, label: string) => void;
  /** Lights up one of its terms. */
  readonly light: (term: string | null) => void;
}

type Props = {
  /** Terms to light up are written \htmlData{term=name}{…}, coloured ones \htmlClass{c-draft}{…}, numbers
   *  that change with `moving`. */
  tex: string;
  /** What a screen reader says. */
  label: string;
  ref?: Ref<EquationHandle>;
  onHoverTerm?: (term: string | null) => void;
  /** The room kept before the typesetter is there, in lines. */
  lines?: number;
  /** Displayed on its own (default) or in a line of text. */
  inline?: boolean;
};

/** An equation whose terms light up and report the pointer. KaTeX arrives after the first paint; the room
 *  is kept until then. */
export function Equation({ tex, label, ref, onHoverTerm, lines = 1, inline }: Props) {
  const frame = useRef<HTMLSpanElement>(null);
  const content = useRef<HTMLSpanElement>(null);
  const now = useRef({ tex, label, lit: null as string | null });
  const [katex, setKatex] = useState<Katex | "failed" | undefined>(loadedKatex);

  useEffect(() => {
    if (katex) return;
    let live = true;
    katexInTurn().then(
      (loaded) => live && setKatex(() => loaded),
      () => live && setKatex("failed"),
    );
    return () => {
      live = false;
    };
  }, [katex]);

  function light(term: string | null) {
    now.current.lit = term;
    for (const node of content.current?.querySelectorAll<HTMLElement>("[data-term]") ?? [])
      node.classList.toggle("lit", node.dataset.term === term);
  }
  function show(nextTex: string, nextLabel: string) {
    now.current = { ...now.current, tex: nextTex, label: nextLabel };
    frame.current?.setAttribute("aria-label", nextLabel);
    if (!content.current || !katex || katex === "failed") return;
    if (typeset(katex, content.current, nextTex, !inline) && now.current.lit !== null)
      light(now.current.lit);
  }
  useImperativeHandle(ref, () => ({ show, light }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: shown again where one of these has changed
  useLayoutEffect(() => show(tex, label), [tex, label, katex, inline]);

  // a wide equation is scrolled, by the keyboard too; after layout, so that nothing is laid out twice
  useEffect(() => {
    const outer = frame.current;
    if (!content.current || !outer || inline) return;
    const observer = new ResizeObserver(() => {
      if (outer.scrollWidth > outer.clientWidth) outer.tabIndex = 0;
      else outer.removeAttribute("tabindex");
    });
    observer.observe(outer);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [inline]);

  const hover = (target: EventTarget) =>
    target instanceof Element
      ? (target.closest<HTMLElement>("[data-term]")?.dataset.term ?? null)
      : null;
  return (
    <span
      ref={frame}
      className={inline ? "equation equation-inline" : "equation"}
      role="math"
      aria-label={label}
      data-ready={katex ? "" : undefined}
      style={inline ? undefined : { minHeight: `${lines * 2.6}em` }}
      onPointerOver={onHoverTerm && ((e) => onHoverTerm(hover(e.target)))}
      onPointerLeave={onHoverTerm && (() => onHoverTerm(null))}
    >
      <span ref={content} />
      {katex === "failed" && label}
    </span>
  );
}
