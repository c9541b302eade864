import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { sharedPages } from "../src/lm/wasm/shared-pages.ts";

/** The builds of one source: with relaxed SIMD, and for runtimes that lack it; each also for a team of
 *  threads, on a memory that it shares. */
export type Build = "relaxed" | "simd" | "relaxed-threads" | "simd-threads";

const folder = new URL("../src/lm/wasm/assembly/", import.meta.url);
const cache = new URL("../node_modules/.cache/kernels/", import.meta.url);
/** The sources end in .as, for they are AssemblyScript; its compiler knows .ts only. */
const sources =
  "simd exp product norm layout team attention forward random sample generate check index".split(
    " ",
  );

/** The WebAssembly of the SIMD engine, compiled from src/lm/wasm/assembly, or from the cache when
 *  neither source nor compiler has changed. Throws what the compiler reports. */
export async function compileKernels(build: Build): Promise<Uint8Array> {
  const files = new Map<string, string>();
  for (const name of sources) {
    files.set(`${name}.ts`, await readFile(new URL(`${name}.as`, folder), "utf8"));
  }
  const options = ["-O3", "--noAssert", "--runtime", "stub", "--use", "abort=", "--enable", "simd"];
  if (build.startsWith("relaxed")) options.push("--enable", "relaxed-simd");
  if (build.endsWith("threads")) {
    options.push("--enable", "threads", "--importMemory", "--sharedMemory");
    options.push("--initialMemory", "1", "--maximumMemory", String(sharedPages));
  }
  const version = createRequire(import.meta.url)("assemblyscript/package.json").version;
  const key = JSON.stringify([version, options, [...files]]);
  const name = `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.wasm`;
  try {
    return new Uint8Array(await readFile(new URL(name, cache)));
  } catch {
    // not compiled yet
  }
  const { default: compiler } = await import("assemblyscript/asc");
  let binary: Uint8Array | undefined;
  const { error, stderr } = await compiler.main(["index.ts", "--outFile", name, ...options], {
    readFile: (path) => files.get(path) ?? null,
    writeFile: (_, contents) => {
      if (typeof contents !== "string") binary = contents;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) {
    throw new Error(`the WebAssembly kernels don't compile\n${stderr.toString()}`);
  }
  await mkdir(cache, { recursive: true });
  // Workers, and builds within one process, may compile at once: each writes a file of its own, and the last to finish names it.
  const own = new URL(`${name}.${randomUUID()}`, cache);
  await writeFile(own, binary);
  await rename(own, new URL(name, cache));
  return binary;
}

/** Answers `import bytes from "…/index.as?relaxed"` and the other builds with the compiled kernels in base64:
 *  a module that loads wherever scripts do, under any base path, in workers and in Node. */
export function kernels(): Plugin {
  const query = /\/assembly\/index\.as\?((?:relaxed|simd)(?:-threads)?)$/;
  return {
    name: "wasm-kernels",
    enforce: "pre",
    async load(id) {
      const build = query.exec(id)?.[1] as Build | undefined;
      if (build === undefined) return null;
      for (const name of sources) this.addWatchFile(fileURLToPath(new URL(`${name}.as`, folder)));
      const text = Buffer.from(await compileKernels(build)).toString("base64");
      return { code: `export default ${JSON.stringify(text)};`, moduleType: "js" };
    },
  };
}
