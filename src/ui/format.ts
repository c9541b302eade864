/** Numbers as text for people. Locale independent, so that a shared figure reads the same
 *  everywhere, and never "1G" for a billion. What is not a number reads "–". */

const NONE = "–";
const MINUS = "−";
const SCALES: readonly [string, number][] = [
  ["T", 1e12],
  ["B", 1e9],
  ["M", 1e6],
  ["K", 1e3],
];

function group(integer: string): string {
  return integer.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** |v| < 1e21 as a plain decimal with at most `digits` significant ones, without trailing zeros. */
function significant(v: number, digits: number): string {
  const rounded = Number(v.toPrecision(digits));
  if (rounded === 0) return "0";
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(rounded))));
  const [integer, fraction = ""] = rounded.toFixed(Math.min(100, decimals)).split(".");
  const kept = fraction.replace(/0+$/, "");
  return kept === "" ? group(integer) : `${group(integer)}.${kept}`;
}

function exponential(v: number, digits: number): string {
  const [mantissa, exponent] = v.toExponential(digits - 1).split("e");
  const kept = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return `${kept}e${exponent.replace("+", "")}`;
}

function signed(v: number, text: (magnitude: number) => string): string {
  if (Number.isNaN(v)) return NONE;
  const body = Math.abs(v) === Number.POSITIVE_INFINITY ? "∞" : text(Math.abs(v));
  return v < 0 && Number(body) !== 0 ? MINUS + body : body;
}

/** A plain number with at most `digits` significant ones: 0.0213, 4.5, 1,230. */
export function formatNumber(v: number, digits = 3): string {
  return signed(v, (m) =>
    m !== 0 && (m < 1e-6 || m >= 1e18) ? exponential(m, digits) : significant(m, digits),
  );
}

/** A perplexity; one of a million or more with a power of ten: 12.9, 60,700, 5.47e17. */
export function formatPerplexity(v: number): string {
  return v >= 1e6 ? signed(v, (m) => exponential(m, 3)) : formatNumber(v);
}

/** A count of parameters or tokens: 311M, 70B, 1.5T, 1,000T. */
export function formatCount(v: number, digits = 3): string {
  return signed(v, (m) => {
    if (m >= 1e18) return exponential(m, digits);
    const rounded = Number(m.toPrecision(digits));
    const found = SCALES.find(([, size]) => rounded >= size);
    if (!found) return formatNumber(m, digits);
    return significant(rounded / found[1], digits) + found[0];
  });
}

/** Exactly `decimals` of them: 0.720. */
export function formatFixed(v: number, decimals = 2): string {
  return signed(v, (m) => {
    if (m >= 1e18) return exponential(m, 3);
    const [integer, fraction] = m.toFixed(decimals).split(".");
    return fraction ? `${group(integer)}.${fraction}` : group(integer);
  });
}

/** 0.7234 is 72.3%. */
export function formatPercent(v: number, digits = 3): string {
  const text = formatNumber(v * 100, digits);
  return text === NONE ? NONE : `${text}%`;
}

/** A deviation with its sign: 0.0094 is +0.9%, −0.038 is −3.8%. */
export function formatChange(v: number, decimals = 1): string {
  const text = formatFixed(v * 100, decimals);
  if (text === NONE) return NONE;
  return `${Number(v.toFixed(decimals + 2)) > 0 ? "+" : ""}${text}%`;
}

/** 2.794 is 2.79×. */
export function formatMultiple(v: number, digits = 3): string {
  const text = formatNumber(v, digits);
  return text === NONE ? NONE : `${text}×`;
}

/** How many times smaller: 225 is 1/225. */
export function formatRatio(v: number, digits = 3): string {
  const text = formatNumber(v, digits);
  return text === NONE ? NONE : `1/${text}`;
}

/** A lookahead in tokens: whole as it is, real with one decimal. */
export function formatLookahead(gamma: number): string {
  if (Number.isInteger(gamma) || gamma >= 1000) return formatCount(gamma);
  return formatFixed(gamma, gamma < 100 ? 1 : 0);
}

/** A lookahead with its unit: "1 token", "9.4 tokens". */
export function formatTokens(gamma: number): string {
  const text = formatLookahead(gamma);
  return `${text} ${text === "1" ? "token" : "tokens"}`;
}

/** A predicted speedup: always as many digits, so that nothing jumps. */
export function formatSpeedup(speedup: number): string {
  return speedup < 100 ? formatTimes(speedup) : formatMultiple(speedup);
}

/** A measured speedup, two decimals. */
export function formatTimes(speedup: number): string {
  const text = formatFixed(speedup, 2);
  return text === NONE ? NONE : `${text}×`;
}

/** A draft's part of its target, from how many times smaller it is: 225.4 is 1/225, 1.49 is 67%. */
export function formatShare(ratio: number): string {
  if (ratio < 10) return formatPercent(1 / ratio, 2);
  return ratio < 1e5 ? formatRatio(Math.round(ratio)) : `1/${formatCount(ratio)}`;
}

/** Acceptance, 0 to 1: three decimals, four beside 1. */
export function formatAcceptance(alpha: number): string {
  return formatFixed(alpha, alpha > 0.999 ? 4 : 3);
}

/** Milliseconds with the unit that suits them: 42 µs, 7.51 ms, 1.23 s. */
export function formatTime(milliseconds: number): string {
  if (Number.isNaN(milliseconds)) return NONE;
  if (milliseconds < 1) return `${formatFixed(milliseconds * 1000, milliseconds < 0.1 ? 1 : 0)} µs`;
  if (milliseconds < 1000) return `${formatFixed(milliseconds, milliseconds < 10 ? 2 : 1)} ms`;
  return `${formatFixed(milliseconds / 1000, 2)} s`;
}

const WORDS: Record<string, string> = {
  K: "thousand",
  M: "million",
  B: "billion",
  T: "trillion",
};

/** Formatted text as it is spoken: "1.5T" is "1.5 trillion", "2.8×" is "2.8 times". */
export function spoken(text: string): string {
  return text
    .replace(/(\d)([KMBT])\b/g, (_, digit: string, unit: string) => `${digit} ${WORDS[unit]}`)
    .replace(/(\d)×/g, "$1 times")
    .replace(/\b1\/(\d)/g, "one part in $1")
    .replaceAll(MINUS, "minus ")
    .replaceAll("∞", "infinity");
}

/** A number or a size with the article that it is read with: "a 70B", "an 8B", "an 11B", "a 110B". */
export function withArticle(text: string): string {
  return `${/^(8|11(?!\d)|18(?!\d))/.test(text) ? "an" : "a"} ${text}`;
}
