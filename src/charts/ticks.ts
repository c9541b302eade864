import { ticks as linearTicks } from "d3-array";
import type { AxisSpec, Scale } from "./scales.ts";
import { textWidth } from "./text.ts";

/** A mark on an axis, `at` px. Minor ones carry no text. */
export type Tick = { value: number; at: number; text: string; major: boolean };

type Side = "x" | "y";

const GAP = 0.9;

/** The px a label takes along its axis. */
function extent(tick: Tick, side: Side, font: number): number {
  return side === "x" ? textWidth(tick.text, font) : font * 1.3;
}

/** Whether no two neighbours touch. */
export function fits(ticks: readonly Tick[], side: Side, font: number): boolean {
  const sorted = [...ticks].sort((a, b) => a.at - b.at);
  return sorted.every((tick, i) => {
    if (i === 0) return true;
    const before = sorted[i - 1];
    const room = (extent(tick, side, font) + extent(before, side, font)) / 2 + GAP * font;
    return tick.at - before.at >= room;
  });
}

/** Whether no label says what another says: rounded texts may. */
function differ(ticks: readonly Tick[]): boolean {
  return new Set(ticks.map(({ text }) => text)).size === ticks.length;
}

/** Leaves out the labels that would touch one already kept, first come first kept. */
function thin(ticks: readonly Tick[], side: Side, font: number): Tick[] {
  const kept: Tick[] = [];
  for (const tick of ticks) if (fits([...kept, tick], side, font)) kept.push(tick);
  return kept;
}

/** Multiples of every power of ten inside the domain; powers are parsed, hence exact. */
function decades(low: number, high: number, multiples: readonly number[], every = 1): number[] {
  const values: number[] = [];
  for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
    if (((e % every) + every) % every !== 0) continue;
    for (const m of multiples) {
      const v = Number(`${m}e${e}`);
      if (v >= low * (1 - 1e-12) && v <= high * (1 + 1e-12)) values.push(v);
    }
  }
  return values;
}

function logTicks(scale: Scale, make: (v: number) => Tick, side: Side, font: number): Tick[] {
  const [low, high] = [...scale.domain()].sort((a, b) => a - b);
  const levels: (() => number[])[] = [
    () => decades(low, high, [1, 2, 5]),
    ...[1, 2, 3, 4, 6, 8].map((every) => () => decades(low, high, [1], every)),
  ];
  for (const level of levels) {
    const labelled = level().map(make);
    if (labelled.length < 2) break;
    if (!fits(labelled, side, font)) continue;
    const taken = new Set(labelled.map((t) => t.value));
    const minor = decades(low, high, [1, 2, 3, 4, 5, 6, 7, 8, 9]).filter((v) => !taken.has(v));
    const [from, to] = scale.range();
    const decade = Math.abs(to - from) / Math.log10(high / low);
    if (decade < 36) return labelled;
    return [...labelled, ...minor.map((v) => ({ ...make(v), text: "", major: false }))];
  }
  return evenTicks(scale, make, side, font);
}

function evenTicks(scale: Scale, make: (v: number) => Tick, side: Side, font: number): Tick[] {
  const [a, b] = scale.domain();
  const [from, to] = scale.range();
  const most = Math.max(2, Math.floor(Math.abs(to - from) / (font * (side === "x" ? 6 : 3.6))));
  for (let count = Math.min(10, most); count >= 2; count--) {
    const ticks = linearTicks(Math.min(a, b), Math.max(a, b), count).map(make);
    if (ticks.length > 1 && differ(ticks) && fits(ticks, side, font)) return ticks;
  }
  const ends = [a, b].map(make);
  return thin(differ(ends) ? ends : ends.slice(0, 1), side, font);
}

/** The marks of an axis as data: 1-2-5 or decades on a log axis as the room allows, round steps on
 *  a linear one. Labels never touch, nor do those of round steps repeat. `font` is their size in px. */
export function axisTicks(spec: AxisSpec, scale: Scale, side: Side, font = 12): Tick[] {
  const make = (value: number): Tick => ({
    value,
    at: scale(value),
    text: spec.format(value),
    major: true,
  });
  if (spec.ticks) {
    const [low, high] = [...scale.domain()].sort((a, b) => a - b);
    const given = spec.ticks.filter((v) => v >= low && v <= high).map(make);
    return thin(given, side, font);
  }
  return spec.kind === "log"
    ? logTicks(scale, make, side, font)
    : evenTicks(scale, make, side, font);
}
