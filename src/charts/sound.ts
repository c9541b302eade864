import { type AxisSpec, invertClamped, makeScale } from "./scales.ts";
import { type Table, type TableSource, tableOf } from "./table.ts";

/** A curve to listen to, from left to right in even steps of the axis. */
export interface Tune {
  /** Where each step is, in data units of x. */
  readonly xs: Float64Array;
  /** The pitch of each step in Hz, two octaves over the height of the chart; NaN where there is no curve. */
  readonly pitches: Float64Array;
}

const steps = 160;
const seconds = 3.2;
const lowest = 220;
const octaves = 2;

/** Whether a chart has a curve to play: numbers in its first two columns, the first of them rising. */
export function hasTune(source: TableSource): boolean {
  return isCurve(tableOf(source));
}

/** The first curve of a chart as a tune on its own axes; null where there is none. */
export function tuneOf(table: Table, x: AxisSpec, y: AxisSpec): Tune | null {
  if (!isCurve(table)) return null;
  const along = makeScale(x, [0, steps - 1]);
  const up = makeScale(y, [0, 1]);
  const points = table.rows.map(([px, py]) => ({ at: along(Number(px)), height: up(Number(py)) }));
  const xs = new Float64Array(steps);
  const pitches = new Float64Array(steps);
  let next = 0;
  for (let step = 0; step < steps; step++) {
    xs[step] = invertClamped(along, step);
    while (next < points.length && (points[next]?.at ?? Number.NaN) < step) next++;
    const right = points[next];
    const left = points[next - 1] ?? right;
    pitches[step] = pitchOf(between(left, right, step));
  }
  return { xs, pitches };
}

/** Plays a tune from the left ear to the right and tells where it is. Returns what ends it; `onAt`
 *  gets null at the end. Throws where the browser has no sound. */
export function play({ xs, pitches }: Tune, onAt: (x: number | null) => void): () => void {
  const audio = new AudioContext();
  const start = audio.currentTime + 0.05;
  const tone = new OscillatorNode(audio, { type: "triangle" });
  const loudness = new GainNode(audio, { gain: 0 });
  const side = new StereoPannerNode(audio, { pan: -0.8 });
  tone.connect(loudness).connect(side).connect(audio.destination);
  let last = lowest;
  const heard = pitches.map((pitch) => {
    if (Number.isFinite(pitch)) last = pitch;
    return last;
  });
  tone.frequency.setValueCurveAtTime(Float32Array.from(heard), start, seconds);
  const loud = Float32Array.from(pitches, (pitch, i) =>
    Number.isFinite(pitch) && i > 0 && i < steps - 1 ? 0.2 : 0,
  );
  loudness.gain.setValueCurveAtTime(loud, start, seconds);
  side.pan.setValueAtTime(-0.8, start).linearRampToValueAtTime(0.8, start + seconds);
  tone.start(start);
  tone.stop(start + seconds);

  let frame = 0;
  const end = () => {
    cancelAnimationFrame(frame);
    tone.onended = null;
    void audio.close();
    onAt(null);
  };
  const follow = () => {
    const share = (audio.currentTime - start) / seconds;
    onAt(xs[Math.min(steps - 1, Math.max(0, Math.round(share * (steps - 1))))] ?? null);
    frame = requestAnimationFrame(follow);
  };
  follow();
  tone.onended = end;
  return end;
}

function isCurve({ rows }: Table): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const [x, y] of rows) {
    if (typeof x !== "number" || typeof y !== "number" || !(x > before)) return false;
    before = x;
  }
  return rows.length > 2;
}

interface Point {
  readonly at: number;
  readonly height: number;
}

/** The height at a step between two points of the curve, NaN outside of it. */
function between(left: Point | undefined, right: Point | undefined, step: number): number {
  if (!left || !right) return Number.NaN;
  if (left.at === right.at) return Math.abs(left.at - step) < 1 ? left.height : Number.NaN;
  return left.height + ((right.height - left.height) * (step - left.at)) / (right.at - left.at);
}

function pitchOf(height: number): number {
  return lowest * 2 ** (octaves * Math.min(1, Math.max(0, height)));
}
