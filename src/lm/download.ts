import { ModelFileError } from "./errors.ts";
import { count, reason } from "./json.ts";

/** How a file is downloaded. */
export interface DownloadOptions {
  /** The most bytes to accept. */
  readonly limit: number;
  /** The size that the file must have, when it is known. */
  readonly bytes?: number;
  /** The SHA-256 that the file must have, 64 hexadecimal digits, when it is known. */
  readonly sha256?: string;
  /** Called after every chunk: bytes so far, and of how many if that is known. */
  readonly onProgress?: (received: number, total: number | null) => void;
  readonly signal?: AbortSignal;
}

/** Fetches a file as a stream and checks size and SHA-256.
 *  Throws ModelFileError "network", "http-status", "too-large", "truncated" or "checksum"; a stop by
 *  `signal` rejects with the signal's own reason. */
export async function download(
  url: string,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { limit, bytes: expected, signal } = options;
  let response: Response;
  try {
    response = await fetch(url, { signal });
  } catch (cause) {
    throw failed(url, cause, signal);
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new ModelFileError(
      "http-status",
      `${url} is not there: the server answered ${response.status} ${response.statusText}.`.replace(
        " .",
        ".",
      ),
    );
  }
  // The header counts compressed bytes, so it serves progress only, never allocation.
  const announced = Number(response.headers.get("content-length"));
  const total = expected ?? (announced > 0 ? announced : null);
  const most = Math.min(limit, expected ?? limit);
  const chunks: Uint8Array[] = [];
  let received = 0;
  const reader = response.body.getReader();
  for (;;) {
    let chunk: ReadableStreamReadResult<Uint8Array>;
    try {
      chunk = await reader.read();
    } catch (cause) {
      throw failed(url, cause, signal);
    }
    if (chunk.done) break;
    received += chunk.value.length;
    if (received > most) {
      await reader.cancel();
      throw new ModelFileError(
        "too-large",
        `${url} is larger than the ${count(most)} bytes that it should have at most.`,
      );
    }
    chunks.push(chunk.value);
    options.onProgress?.(received, total);
  }
  if (expected !== undefined && received < expected) {
    throw new ModelFileError(
      "truncated",
      `${url} stops early: it has ${count(received)} of ${count(expected)} bytes. Download it again.`,
    );
  }
  const file = join(chunks, received);
  // Browsers offer SHA-256 on https and localhost only; elsewhere the size has to do.
  const canCheck = globalThis.crypto?.subtle !== undefined;
  if (options.sha256 !== undefined && canCheck) await checkSha256(file, options.sha256, url);
  return file;
}

/** The SHA-256 of `bytes` as 64 hexadecimal digits. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function checkSha256(file: Uint8Array<ArrayBuffer>, expected: string, url: string) {
  const found = await sha256(file);
  if (found === expected.toLowerCase()) return;
  throw new ModelFileError(
    "checksum",
    `${url} is not the file that was published: its SHA-256 begins with ${found.slice(0, 12)}, not with ${expected.slice(0, 12)}. Download it again.`,
  );
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function failed(url: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  return new ModelFileError(
    "network",
    `${url} could not be fetched (${reason(cause)}). Check the connection and try again.`,
    { cause },
  );
}
