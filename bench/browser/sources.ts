import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { kernels } from "../../scripts/kernels.ts";

/** Serves the sources as they are, so that a page can import any of them. `headers` go with every answer. */
export async function serveSources(
  headers: Record<string, string> = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await createServer({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    configFile: false,
    logLevel: "error",
    cacheDir: "node_modules/.vite-sources",
    plugins: [kernels()],
    worker: { format: "es", plugins: () => [kernels()] },
    // ONNX Runtime Web starts workers from its own address, which a bundle would change
    optimizeDeps: {
      noDiscovery: true,
      include: ["@huggingface/tokenizers"],
      exclude: ["onnxruntime-web"],
    },
    server: { host: "127.0.0.1", port: 0, hmr: false, watch: null, headers },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || typeof address !== "object") throw new Error("no address");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
