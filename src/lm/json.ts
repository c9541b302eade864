import { ModelFileError } from "./errors.ts";

/** An object of a parsed JSON file, its values not checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether `value` is a JSON object: not null, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON object in UTF-8 `bytes`. Throws ModelFileError "too-large" above `limit` bytes, "format"
 *  for anything that is not one object. */
export function parseObject(bytes: Uint8Array, file: string, limit: number): JsonObject {
  if (bytes.length > limit) {
    throw new ModelFileError(
      "too-large",
      `${file} has ${count(bytes.length)} bytes, more than the ${count(limit)} that such a file may have.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ModelFileError(
      "format",
      `${file} is not valid JSON (${reason(cause)}). Download it again.`,
      { cause },
    );
  }
  if (isObject(value)) return value;
  throw new ModelFileError("format", `${file} holds ${quote(value)} where an object belongs.`);
}

/** What `value` is, in a few words for a message: long values are cut. */
export function quote(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A count with thousands separated by commas. */
export function count(n: number): string {
  return n.toLocaleString("en-US");
}

/** The message of anything thrown; libraries quote what they read, so it is cut. */
export function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.length > 200 ? `${message.slice(0, 200)}…` : message;
}
