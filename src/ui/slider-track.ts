/** The arithmetic of a slider's track. Positions are in track units: the value itself on a linear
 *  track, its decimal logarithm on a log one, so that equal distances are equal steps. */
export type Track = {
  scale: "log" | "linear";
  min: number;
  max: number;
  /** The quantum of values; without it values have three significant digits. */
  step?: number;
};

/** A marked value, with the name of what is that large, if something is. */
export type SliderTick = { value: number; text: string; name?: string };

/** Value to position. */
export function toTrack(track: Track, v: number): number {
  return track.scale === "log" ? Math.log10(v) : v;
}

/** Position to value. */
export function fromTrack(track: Track, at: number): number {
  return track.scale === "log" ? 10 ** at : at;
}

/** How far along the track a value lies, 0 to 1. */
export function fraction(track: Track, v: number): number {
  const from = toTrack(track, track.min);
  return (toTrack(track, v) - from) / (toTrack(track, track.max) - from);
}

/** The increment the thumb moves by under a pointer: finer than any pixel. */
export function fineStep(track: Track): number {
  const span = toTrack(track, track.max) - toTrack(track, track.min);
  return 10 ** Math.floor(Math.log10(span / 2000));
}

function clamp(track: Track, v: number): number {
  return Math.min(track.max, Math.max(track.min, v));
}

function quantise(track: Track, v: number): number {
  if (track.step === undefined) return Number(v.toPrecision(3));
  return Number((Math.round(v / track.step) * track.step).toPrecision(12));
}

/** The value for a position under a pointer: a snap value within `near` (a share of the track's
 *  length), else the nearest round value. */
export function pointed(track: Track, at: number, snaps: readonly number[], near = 0.01): number {
  const length = toTrack(track, track.max) - toTrack(track, track.min);
  let best: number | undefined;
  let distance = near * length;
  for (const snap of snaps) {
    if (snap < track.min || snap > track.max) continue;
    const d = Math.abs(toTrack(track, snap) - at);
    if (d <= distance) {
      best = snap;
      distance = d;
    }
  }
  return best ?? clamp(track, quantise(track, fromTrack(track, at)));
}

/** The value `count` keyboard steps away: even steps of 1/400 of a track, or its `step`. */
export function stepped(track: Track, v: number, count: number): number {
  const direction = Math.sign(count);
  if (track.scale === "linear" && track.step !== undefined)
    return clamp(track, quantise(track, v + count * track.step));
  const length = toTrack(track, track.max) - toTrack(track, track.min);
  const next = quantise(track, fromTrack(track, toTrack(track, v) + (count * length) / 400));
  // a step lost in rounding would make the key seem dead
  if ((next - v) * direction > 0) return clamp(track, next);
  const quantum = track.step ?? 10 ** (Math.floor(Math.log10(Math.abs(v) || 1)) - 2);
  return clamp(track, quantise(track, v + direction * quantum));
}

/** A tick with its place on the track (0 to 1), whether there is room for its label, and how many
 *  px the label moves inwards so as not to leave the track. */
export type PlacedTick = SliderTick & { at: number; labelled: boolean; shift: number };

/** The ticks of a track `width` px long with the labels that fit side by side. `glyph` is one
 *  character's width, `inset` how far labels may reach past the track's ends, in px. */
export function placeTicks(
  track: Track,
  ticks: readonly SliderTick[],
  width: number,
  glyph: number,
  inset: number,
): PlacedTick[] {
  let free = Number.NEGATIVE_INFINITY;
  return ticks
    .filter((t) => t.value >= track.min && t.value <= track.max)
    .map((t) => {
      const at = fraction(track, t.value);
      const half = (t.text.length * glyph) / 2;
      const centre = at * width;
      const kept = Math.max(half - inset, Math.min(width + inset - half, centre));
      const labelled = kept - half >= free;
      if (labelled) free = kept + half + glyph;
      return { ...t, at, labelled, shift: labelled ? kept - centre : 0 };
    });
}
