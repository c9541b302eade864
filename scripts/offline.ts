import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const source = fileURLToPath(new URL("../src/app/service-worker.ts", import.meta.url));

/** What every page is made of, and what the lab fetches besides. */
const inShell = /^(index\.html|[^/]+\.(svg|png|webmanifest)|assets\/[^/]+\.(js|css|woff2|wasm))$/;
const inModels = /^models\/(index\.json|[^/]+\/[^/]+\.(json|safetensors))$/;
/** The fonts for scripts that no text of ours is in; they load as they are needed. */
const rare = /-(cyrillic|cyrillic-ext|greek-ext|latin-ext|vietnamese)-.*\.woff2$/;

/** Builds sw.js beside the finished site, with the list of its files. */
export function serviceWorker(): Plugin {
  let folder = "";
  const entry = (url: string) => {
    const hash = createHash("sha256").update(readFileSync(join(folder, url)));
    const integrity = `sha256-${hash.digest("base64")}`;
    // what lies in assets/ has the hash of its content in its name
    return { url, revision: url.startsWith("assets/") ? null : integrity, integrity };
  };
  return {
    name: "service-worker",
    apply: "build",
    configResolved({ root, build: { outDir } }) {
      folder = join(root, outDir);
    },
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
          .map((name) => name.replaceAll("\\", "/"))
          .sort();
        const shell = names.filter((name) => inShell.test(name) && !rare.test(name));
        const models = names.filter((name) => inModels.test(name));
        await build({
          configFile: false,
          logLevel: "warn",
          publicDir: false,
          define: {
            SHELL_FILES: JSON.stringify(shell.map(entry)),
            MODEL_FILES: JSON.stringify(models.map(entry)),
            "process.env.NODE_ENV": '"production"',
          },
          build: {
            target: "es2023",
            outDir: folder,
            emptyOutDir: false,
            modulePreload: false,
            rolldownOptions: {
              input: source,
              output: { format: "iife", entryFileNames: "sw.js" },
            },
          },
        });
      },
    },
  };
}
