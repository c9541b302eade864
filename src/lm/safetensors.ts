import { bytesOf } from "./dtype.ts";
import { ModelFileError } from "./errors.ts";
import { count, isObject, quote, reason } from "./json.ts";

/** A named tensor of a file, its bytes as they stand there: little-endian, row-major, nothing copied. */
export interface Tensor {
  readonly name: string;
  /** The file's own name of the type: "F32", "F16", "BF16", … */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** A view into the file, product(shape) elements long, at any alignment. */
  readonly bytes: Uint8Array;
}

/** The format's own limit on its header, 100 MB. */
const headerLimit = 100_000_000;
const file = "model.safetensors";

/** The tensors of a safetensors file by name, in the file's order.
 *  Checks all that the format promises: the header's length and JSON, known types, shape × type =
 *  length, offsets within the file without overlap or hole, names that occur once. Copies nothing, so
 *  what it allocates is bounded by the header's own size.
 *  Throws ModelFileError "format", "truncated", "too-large" or "offsets".
 *  Format: https://github.com/huggingface/safetensors#format */
export function parseSafetensors(bytes: Uint8Array): ReadonlyMap<string, Tensor> {
  const headerLength = readHeaderLength(bytes);
  const header = readHeader(bytes.subarray(8, 8 + headerLength));
  const data = bytes.subarray(8 + headerLength);
  const spans: Span[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name !== "__metadata__") spans.push(readSpan(name, entry));
    else if (!isObject(entry) || Object.values(entry).some((text) => typeof text !== "string")) {
      throw malformed("has __metadata__ that is not text by name");
    }
  }
  checkLayout(spans, data.length);
  return new Map(
    spans.map(({ name, dtype, shape, begin, end }) => [
      name,
      { name, dtype, shape, bytes: data.subarray(begin, end) },
    ]),
  );
}

interface Span {
  name: string;
  dtype: string;
  shape: number[];
  begin: number;
  end: number;
}

function readHeaderLength(bytes: Uint8Array): number {
  if (bytes.length < 8) {
    throw new ModelFileError(
      "truncated",
      `${file} has ${bytes.length} bytes, fewer than the 8 that its header's length takes. Download it again.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > headerLimit) {
    throw new ModelFileError(
      "too-large",
      `${file} claims a header of ${count(length)} bytes, the format allows ${count(headerLimit)}. It is no safetensors file.`,
    );
  }
  if (length > bytes.length - 8) {
    throw new ModelFileError(
      "truncated",
      `${file} stops early: its header alone takes ${count(length)} bytes, the file holds ${count(bytes.length - 8)} after its length. Download it again.`,
    );
  }
  return length;
}

function readHeader(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  if (bytes[0] !== 0x7b) throw malformed("does not begin with {");
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (cause) {
    throw malformed(`is not valid JSON (${reason(cause)})`);
  }
  if (!isObject(header)) throw malformed(`is ${quote(header)}, not an object`);
  const twice = duplicateKey(text);
  if (twice !== null) throw malformed(`names ${quote(twice)} twice`);
  return header;
}

function readSpan(name: string, entry: unknown): Span {
  const label = quote(name);
  if (!isObject(entry)) throw malformed(`describes ${label} by ${quote(entry)}`);
  const { dtype, shape, data_offsets: offsets } = entry;
  const size = typeof dtype === "string" ? bytesOf.get(dtype) : undefined;
  if (typeof dtype !== "string" || size === undefined) {
    throw malformed(`gives ${label} the unknown type ${quote(dtype)}`);
  }
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw malformed(`gives ${label} an impossible shape, ${JSON.stringify(shape)?.slice(0, 60)}`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw malformed(`gives ${label} no pair of data_offsets`);
  }
  const [begin, end]: number[] = offsets;
  const needed = shape.reduce((product: number, n: number) => product * n, size);
  if (needed !== end - begin) {
    throw new ModelFileError(
      "offsets",
      `${file} lists ${label} as ${dtype} ${JSON.stringify(shape).slice(0, 60)}, which takes ${count(needed)} bytes, ` +
        `at offsets ${begin} to ${end}, which hold ${count(end - begin)}. The file is damaged; download it again.`,
    );
  }
  return { name, dtype, shape, begin, end };
}

/** Tensors must fill the data exactly: each begins where the one before it ends. */
function checkLayout(spans: readonly Span[], available: number): void {
  let at = 0;
  for (const { name, begin, end } of [...spans].sort(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    if (begin !== at) {
      throw new ModelFileError(
        "offsets",
        `${file} places ${quote(name)} at offset ${begin}, ${begin < at ? "inside the tensor before it" : "after a hole"}: ` +
          `the tensor before it ends at ${at}. The file is damaged; download it again.`,
      );
    }
    at = end;
  }
  if (at > available) {
    throw new ModelFileError(
      "truncated",
      `${file} stops early: its header lists ${count(at)} bytes of tensors, the file holds ${count(available)}. Download it again.`,
    );
  }
  if (at < available) {
    throw new ModelFileError(
      "offsets",
      `${file} holds ${count(available)} bytes of tensors, its header lists only ${count(at)}. The file is damaged; download it again.`,
    );
  }
}

/** The first key that one object of a valid JSON text has twice, or null: JSON.parse keeps the last
 *  silently, and a reader that keeps the first would then see another file. */
function duplicateKey(text: string): string | null {
  const open: Set<string>[] = [];
  // By hand: a regular expression runs out of stack on a string of some megabytes.
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") open.push(new Set());
    else if (text[at] === "}") open.pop();
    else if (text[at] === '"') {
      const start = at;
      for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
      let next = at + 1;
      while (" \t\n\r".includes(text.charAt(next)) && next < text.length) next++;
      if (text[next] !== ":") continue;
      const key: string = JSON.parse(text.slice(start, at + 1));
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return null;
}

const isCount = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;

const malformed = (what: string) =>
  new ModelFileError(
    "format",
    `The header of ${file} ${what}. The file is damaged; download it again.`,
  );
