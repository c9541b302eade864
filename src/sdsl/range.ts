/** Returns value where it lies in min..max (both included); otherwise, and for NaN, throws a
 *  RangeError that names the argument, the value and the range. */
export function requireRange(name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new RangeError(`${name} is ${value}; it must lie in ${min}..${max}.`);
}

/** Any finite number, or a RangeError. */
export function requireFinite(name: string, value: number): number {
  return requireRange(name, value, -Number.MAX_VALUE, Number.MAX_VALUE);
}

/** The value where it is one of the allowed; otherwise a RangeError that names them. */
export function requireOneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  throw new RangeError(`${name} is ${value}; it must be one of ${allowed.join(", ")}.`);
}
