import { Slider as Base } from "@base-ui/react/slider";
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Colour } from "./colour.ts";
import { spoken } from "./format.ts";
import { SliderTicks } from "./SliderTicks.tsx";
import {
  fineStep,
  pointed,
  type SliderTick,
  stepped,
  type Track,
  toTrack,
} from "./slider-track.ts";
import "./ui.css";
import { ValueField } from "./ValueField.tsx";

export type { SliderTick } from "./slider-track.ts";

export type SliderProps = {
  id: string;
  /** The accessible name. */
  label: string;
  /** The quantity's letter, set beside the label. */
  symbol?: string;
  /** A line of explanation under the track. */
  hint?: string;
  /** The value in other words, beside the symbol. */
  aside?: string;
  value: number;
  /** The value is computed, not set; moving the thumb takes it over. */
  auto?: boolean;
  min: number;
  max: number;
  scale: "log" | "linear";
  /** What can be typed, where that is more than the track shows. */
  typed?: { readonly min: number; readonly max: number };
  /** The value as text, where it lies beyond the track's ends. */
  text?: string;
  /** The quantum of values; without it they have three significant digits. */
  step?: number;
  ticks?: readonly SliderTick[];
  /** More values to snap to, beside the ticks. */
  snapTo?: readonly number[];
  format: (v: number) => string;
  parse: (text: string) => number | { error: string };
  color?: Colour;
  /** `settled` is false while dragging or while a key is held. */
  onChange: (v: number, settled: boolean) => void;
  /** Toggles auto. */
  onAuto?: () => void;
  onReset?: () => void;
  disabled?: boolean;
  note?: ReactNode;
};

const KEYS: Record<string, number> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 20,
  PageDown: -20,
};

const Shown = memo(function Shown(props: SliderProps & { text: string }) {
  const { id, label, value, auto, min, max, scale, step, ticks, snapTo, format, disabled } = props;
  const track: Track = useMemo(() => ({ scale, min, max, step }), [scale, min, max, step]);
  const snaps = useMemo(
    () => [...(ticks ?? []).map((t) => t.value), ...(snapTo ?? [])],
    [ticks, snapTo],
  );
  /** What was last reported and is not yet settled. */
  const pending = useRef<number | null>(null);
  /** The value at press, and whether the browser took the gesture over to scroll the page. */
  const press = useRef({ value, auto: false, scrolling: false });

  const inside = Math.min(max, Math.max(min, Number.isFinite(value) ? value : min));
  const at = toTrack(track, inside);
  const { text } = props;
  const named = ticks?.find((tick) => tick.name && tick.value === value)?.name;
  const aside = [named, props.aside].filter(Boolean).join(", ");

  function report(next: number) {
    if (next === (pending.current ?? (auto ? Number.NaN : value))) return;
    pending.current = next;
    props.onChange(next, false);
  }
  function settle() {
    if (pending.current === null) return;
    const next = pending.current;
    pending.current = null;
    props.onChange(next, true);
  }
  function set(next: number) {
    pending.current = null;
    props.onChange(next, true);
  }

  function onKeyDown(e: KeyboardEvent<HTMLInputElement>) {
    if (e.altKey || e.ctrlKey || e.metaKey) return;
    const count = KEYS[e.key];
    if (count !== undefined)
      report(stepped(track, pending.current ?? value, e.shiftKey ? Math.sign(count) * 20 : count));
    else if (e.key === "Home") report(min);
    else if (e.key === "End") report(max);
    else if (e.key === "Delete") props.onReset?.();
    else return;
    e.currentTarget.closest(".slider")?.setAttribute("data-keys", "");
    // the base slider would step by its own, much finer, increment
    e.preventDefault();
  }

  function commitText(typed: string): string | undefined {
    if (props.onAuto && typed.trim().toLowerCase() === "auto") {
      if (!auto) props.onAuto();
      return undefined;
    }
    const parsed = props.parse(typed);
    if (typeof parsed !== "number") return parsed.error;
    if (!Number.isFinite(parsed)) return "That is not a number.";
    const limits = props.typed ?? { min, max };
    if (parsed < limits.min || parsed > limits.max)
      return `From ${format(limits.min)} to ${format(limits.max)}.`;
    set(parsed);
    return undefined;
  }

  const hintId = props.hint ? `${id}-hint` : undefined;
  return (
    <div
      className={`slider${props.color ? ` c-${props.color}` : ""}`}
      data-control={id}
      data-auto={auto ? "" : undefined}
      data-disabled={disabled ? "" : undefined}
    >
      <div className="slider-head">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut; Delete does the same from the keyboard */}
        <span className="slider-label" onDoubleClick={props.onReset}>
          <span id={`${id}-label`}>{label}</span>
          {props.symbol && (
            <span className="slider-symbol" aria-hidden="true">
              {props.symbol}
            </span>
          )}
          {aside && <span className="slider-aside">{aside}</span>}
        </span>
        <ValueField
          id={`${id}-value`}
          label={`${label}, typed value`}
          text={text}
          disabled={disabled}
          onCommit={commitText}
        />
        {props.onAuto && (
          <button
            type="button"
            className="chip"
            aria-pressed={auto === true}
            aria-label={`auto, ${label}`}
            disabled={disabled}
            onClick={props.onAuto}
          >
            auto
          </button>
        )}
      </div>
      <Base.Root
        id={id}
        aria-labelledby={`${id}-label`}
        value={at}
        min={toTrack(track, min)}
        max={toTrack(track, max)}
        step={fineStep(track)}
        disabled={disabled}
        onValueChange={(next, { reason }) => {
          if (press.current.scrolling) return;
          report(pointed(track, next, snaps, reason === "input-change" ? 0 : 0.01));
        }}
        onValueCommitted={() => settle()}
      >
        <Base.Control
          className="slider-control"
          onDoubleClick={props.onReset}
          onPointerDown={(e) => {
            // a second finger begins a pinch, which takes back what the first one did
            if (!e.isPrimary) return;
            press.current = { value, auto: auto === true, scrolling: false };
            e.currentTarget.closest(".slider")?.removeAttribute("data-keys");
          }}
          onPointerUp={settle}
          onPointerCancel={(e) => {
            if (!e.isPrimary) return;
            const before = press.current;
            before.scrolling = true;
            if (pending.current === null) return;
            pending.current = null;
            if (!before.auto || !props.onAuto) props.onChange(before.value, true);
            else if (!auto) props.onAuto();
          }}
        >
          <Base.Track className="slider-track">
            <Base.Indicator className="slider-indicator" />
            <Base.Thumb
              className="slider-thumb"
              aria-labelledby={`${id}-label`}
              aria-describedby={hintId}
              aria-valuetext={[spoken(text), auto && "automatic", spoken(aside)]
                .filter(Boolean)
                .join(", ")}
              onKeyDown={onKeyDown}
              onKeyUp={settle}
              onBlur={settle}
            />
          </Base.Track>
        </Base.Control>
      </Base.Root>
      {ticks && <SliderTicks track={track} ticks={ticks} disabled={disabled} onPick={set} />}
      {props.hint && (
        <p className="slider-hint" id={hintId}>
          {props.hint}
        </p>
      )}
      {props.note && <div className="slider-note">{props.note}</div>}
    </div>
  );
}, alike);

/** A slider whose label carries its value, to be dragged, stepped or typed over. Rendered again only where
 *  what it shows has changed: a page has many, and one of them moves. */
export function Slider(props: SliderProps) {
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const [calls] = useState(() => ({
    format: (v: number) => latest.current.format(v),
    parse: (typed: string) => latest.current.parse(typed),
    onChange: (v: number, settled: boolean) => latest.current.onChange(v, settled),
    onAuto: () => latest.current.onAuto?.(),
    onReset: () => latest.current.onReset?.(),
  }));
  return (
    <Shown
      {...props}
      {...calls}
      text={props.text ?? props.format(props.value)}
      onAuto={props.onAuto && calls.onAuto}
      onReset={props.onReset && calls.onReset}
    />
  );
}

/** Whether two sliders look the same. Ticks and the like are often listed anew. */
function alike<P extends object>(a: P, b: P): boolean {
  const names = Object.keys(b) as (keyof P)[];
  return (
    names.length === Object.keys(a).length &&
    names.every((name) => {
      const [one, other] = [a[name], b[name]];
      if (!Array.isArray(one) || !Array.isArray(other)) return Object.is(one, other);
      return one.length === other.length && one.every((each, i) => Object.is(each, other[i]));
    })
  );
}
