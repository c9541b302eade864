import type { Parsed, Rejected } from "./measurement.ts";
import type { Reader } from "./reader.ts";
import { readers } from "./readers.ts";
import { type Line, type Source, sourceOf } from "./source.ts";

/** Rejected lines that are listed; the rest are counted. */
const listed = 12;

/**
 * Reads what a server or a benchmark printed, or a table of measured acceptance. Total: any text gives an
 * answer, in work linear in its length. Only what exactly one reader knows as its own is read, so that no
 * number is taken for another's; where none or several do, the text is refused with the reason. `gamma` is
 * the lookahead that the user runs, where it is known: some logs do not print it.
 */
export function parseMeasurements(
  given: string,
  gamma?: number,
  known: readonly Reader[] = readers,
): Parsed {
  const source = sourceOf(given);
  const claiming = known.filter((reader) => reader.claims(source));
  const [reader] = claiming;
  const cut: readonly Rejected[] = source.cut ? [{ line: 0, text: "", problem: "cut" }] : [];
  if (reader === undefined) return refused(source, [...cut, ...source.lines.map(unknown)]);
  if (claiming.length > 1) {
    const names = claiming.map(({ format }) => format).sort();
    return refused(source, [
      ...cut,
      { line: 0, text: names.join(" "), problem: "several-formats" },
    ]);
  }
  const reading = reader.read(source, gamma);
  const foreign = reader.foreign;
  const others = foreign ? source.lines.filter(({ text }) => foreign(text)) : [];
  const rejected = [...cut, ...reading.rejected, ...others.map(unknown)];
  const { measurement = null, bench = null } = reading;
  return {
    format: reader.format,
    measurement:
      measurement === null || reader.engine === undefined
        ? measurement
        : { ...measurement, engine: reader.engine },
    bench,
    points: reading.points ?? [],
    used: reading.used,
    skipped: Math.max(0, source.lines.length - reading.used - rejected.length),
    rejected: rejected.slice(0, listed),
    rejectedMore: Math.max(0, rejected.length - listed),
  };
}

const unknown = ({ number, text }: Line): Rejected => ({
  line: number,
  text: text.slice(0, 120),
  problem: "unknown",
});

function refused({ text }: Source, rejected: readonly Rejected[]): Parsed {
  return {
    format: null,
    measurement: null,
    bench: null,
    points: [],
    used: 0,
    skipped: 0,
    rejected:
      rejected.length === 0 && text.trim() !== ""
        ? [{ line: 0, text: "", problem: "unknown" }]
        : rejected.slice(0, listed),
    rejectedMore: Math.max(0, rejected.length - listed),
  };
}
