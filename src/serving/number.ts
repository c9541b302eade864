const units: Readonly<Record<string, string>> = { k: "e3", m: "e6", b: "e9", t: "e12" };

/** A number as tables write it: 0.72, 7e9, 1.24B, 6.74 B. Undefined for anything else. */
export function readNumber(text: string): number | undefined {
  const [, digits, exponent = "", unit = ""] =
    /^([+-]?\d{1,24}(?:\.\d{0,24})?|[+-]?\.\d{1,24})(e[+-]?\d{1,3})? ?([kmbt])?$/i.exec(
      text.trim(),
    ) ?? [];
  if (digits === undefined || (unit !== "" && exponent !== "")) return undefined;
  const value = Number(digits + (units[unit.toLowerCase()] ?? exponent));
  return Number.isFinite(value) ? value : undefined;
}
