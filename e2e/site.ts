import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** A copy of the built site below /hall/ on a host of its own that a test can change and switch off:
 *  the plainest static host there is, which sends no header but the content's type. */
export async function hostSite() {
  const folder = mkdtempSync(join(tmpdir(), "sdsl-site-"));
  cpSync("dist", folder, { recursive: true });
  /** Pages of a foreign site, by path. */
  const others = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const other = others.get(pathname);
    const name = normalize(pathname.replace(/^\/hall\//, "")) || "index.html";
    try {
      const found = other ?? readFileSync(join(folder, name === "." ? "index.html" : name));
      const type = other === undefined ? types[extname(name)] : "text/html";
      response.setHeader("Content-Type", type ?? (name === "." ? "text/html" : "font/woff2"));
      response.end(found);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hall/`,
    /** A page at this path of another origin, which has the same server. */
    other(path: string, html: string): string {
      others.set(path, html);
      return `http://localhost:${port}${path}`;
    },
    edit(name: string, change: (text: string) => string): void {
      const path = join(folder, name);
      writeFileSync(path, change(readFileSync(path, "utf8")));
    },
    read: (name: string) => readFileSync(join(folder, name)),
    /** The network is gone. */
    async off(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
    async remove(): Promise<void> {
      if (server.listening) await this.off();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
