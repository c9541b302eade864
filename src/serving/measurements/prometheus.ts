import type { Account } from "./reader.ts";
import type { Line } from "./source.ts";

/** One time series: its name without `_total`, its labels, and its values in their order. */
export interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly number[];
}

/**
 * The series whose names begin with `prefix` (`vllm:spec_decode_`), as the exposition format prints them, as
 * Prometheus' query page shows them (a bar before the value), with or without a timestamp. A counter at the
 * end of the text without the decimal point that all the others have was cut, and is refused.
 */
export function seriesOf(
  lines: readonly Line[],
  prefix: string,
  kind: "counters" | "gauges",
  account: Account,
): readonly Series[] {
  const found: { readonly line: Line; readonly key: string; readonly text: string }[] = [];
  const ray = prefix.replace(":", "_");
  for (const line of lines) {
    const at = line.text.indexOf(prefix);
    const rayAt = line.text.indexOf(`ray_${ray}`);
    if ((at < 0 && rayAt < 0) || /^#/.test(line.text)) continue;
    const text = at >= 0 ? line.text.slice(at) : line.text.slice(rayAt + "ray_".length);
    const [, name = "", labels = "", value] =
      /^(\w{1,20}[:_]\w{1,80})(\{[^}]{0,2000}\})?(?:\s{1,20}\|?\s{0,20}|\s{0,20}\|\s{0,20})([\d.,e+-]{1,30})(?: \d{1,20})?[\s|]{0,9}$/i.exec(
        text,
      ) ?? [];
    if (name.endsWith("_created")) continue;
    const number = value === undefined ? undefined : counterValue(value);
    if (number === undefined) {
      account.refuse(line, "cut-line");
      continue;
    }
    found.push({
      line,
      key: `${name.replace(ray, prefix).replace(/_total$/, "")}${labels}`,
      text: value ?? "",
    });
  }
  const last = found.at(-1);
  const others = found.slice(0, -1);
  if (
    kind === "counters" &&
    last !== undefined &&
    others.length > 0 &&
    !/[.e]\d/.test(last.text) &&
    others.every(({ text }) => /[.e]\d/.test(text))
  ) {
    account.refuse(last.line, "cut-line");
    found.pop();
  }
  const series = new Map<string, number[]>();
  for (const { key, text } of found) {
    account.used += 1;
    const values = series.get(key);
    const value = counterValue(text) ?? 0;
    if (values === undefined) series.set(key, [value]);
    else values.push(value);
  }
  return [...series].map(([key, values]) => ({
    name: key.replace(/\{.*$/, ""),
    labels: labelsOf(key),
    values,
  }));
}

function counterValue(text: string): number | undefined {
  if (!/^(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,20})(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/i.test(text))
    return undefined;
  const value = Number(text.replaceAll(",", ""));
  return Number.isFinite(value) ? value : undefined;
}

function labelsOf(key: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const [, name = "", value = ""] of key.matchAll(/(\w{1,60})="([^"]{0,400})"/g))
    labels[name] = value;
  return labels;
}

/** Whether a line is no comment, no sample and no rule of a table. */
export const isForeign = (text: string): boolean =>
  !/^#|^-- \| --$|^\w{1,40}[:_][\w:]{0,120}(?:\{[^}]{0,2000}\})?[\s|]{1,9}[+-]?[\d.,einfna+-]{1,30}/i.test(
    text,
  );

/** Values of a label, without repetition. */
export function labelled(series: readonly Series[], label: string): readonly string[] {
  return [
    ...new Set(
      series.flatMap(({ labels }) => (labels[label] === undefined ? [] : [labels[label]])),
    ),
  ];
}

/** The one model that the series are of, as a part of a measurement. */
export function modelOf(series: readonly Series[]): { readonly model?: string } {
  const [model] = labelled(series, "model_name");
  return model === undefined ? {} : { model };
}

/** What a counter counted: since the start where it was scraped once, since the first scrape otherwise. */
export function counted({ values }: Series): number {
  const [first = 0] = values;
  const last = values.at(-1) ?? 0;
  return values.length > 1 ? last - first : last;
}

/** Whether a counter fell: its server was started again in between, or the scrapes are in no order. */
export const falls = ({ values }: Series): boolean =>
  values.some((value, i) => value < (values[i - 1] ?? 0));

/** Counters of one name, added up over engines. Undefined where there is none. */
export function total(series: readonly Series[], name: string): number | undefined {
  const own = series.filter((one) => one.name === name);
  return own.length === 0 ? undefined : own.reduce((sum, one) => sum + counted(one), 0);
}

/** Counts by the label `position` (0 to 63), added up over engines. */
export function byPosition(series: readonly Series[], name: string): readonly number[] {
  const counts: number[] = [];
  for (const one of series) {
    const at = Number(one.labels.position);
    if (one.name !== name || !Number.isInteger(at) || at < 0 || at >= 64) continue;
    counts[at] = (counts[at] ?? 0) + counted(one);
  }
  return Array.from(counts, (count) => count ?? 0);
}
