import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DownloadOptions, download, sha256 } from "./download.ts";

const file = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
const digest = createHash("sha256").update(file).digest("hex");

describe("download", () => {
  let server: Server;
  let base = "";

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === "/file") response.end(file);
      else if (request.url === "/endless") {
        const timer = setInterval(() => response.write(new Uint8Array(50_000)), 1);
        response.on("close", () => clearInterval(timer));
      } else if (request.url === "/broken") {
        response.writeHead(200, { "content-length": "1000" });
        response.write(new Uint8Array(10), () => response.destroy());
      } else response.writeHead(404).end("no");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const get = (path: string, options: Partial<DownloadOptions> = {}) =>
    download(base + path, { limit: 1e6, ...options });

  it("returns the bytes, reports progress and checks size and SHA-256", async () => {
    const seen: [number, number | null][] = [];
    const onProgress = (received: number, total: number | null) => seen.push([received, total]);
    const got = await get("/file", { bytes: 300_000, sha256: digest.toUpperCase(), onProgress });
    expect(Buffer.compare(got, file)).toBe(0); // toEqual takes seconds
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual([300_000, 300_000]);
    expect(seen.every(([received], i) => i === 0 || received > seen[i - 1][0])).toBe(true);
  });

  it.each<[string, string, Partial<DownloadOptions>, string]>([
    ["a missing file", "/nothing", {}, "http-status"],
    ["a file larger than expected", "/file", { bytes: 299_999 }, "too-large"],
    ["a file larger than the limit, however long it goes on", "/endless", {}, "too-large"],
    ["a file smaller than expected", "/file", { bytes: 300_001 }, "truncated"],
    [
      "another file of the same size",
      "/file",
      { bytes: 300_000, sha256: "0".repeat(64) },
      "checksum",
    ],
    ["a connection that breaks", "/broken", {}, "network"],
  ])("refuses %s", async (_, path, options, code) => {
    await expect(get(path, options)).rejects.toMatchObject({ name: "ModelFileError", code });
  });

  it("refuses a server that isn't there", async () => {
    await expect(download("http://127.0.0.1:1/x", { limit: 1 })).rejects.toMatchObject({
      code: "network",
    });
  });

  it("stops with the signal's own reason", async () => {
    const stop = new AbortController();
    const run = get("/endless", {
      limit: 1e9,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(run).rejects.toMatchObject({ name: "AbortError" });
  });
});

// FIPS 180-2, appendix B.1
it("sha256 of abc is the published one", async () => {
  expect(await sha256(new TextEncoder().encode("abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
