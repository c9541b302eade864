import { readFileSync } from "node:fs";

const site = new URL("dist/", import.meta.url);
const read = (file) => readFileSync(new URL(file, site), "utf8");

/** What is loaded before the first curve: what the page names itself, and the worker that those name. */
const named = [...read("index.html").matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)];
const files = named.map(([, file]) => file);
const workers = files
  .filter((file) => file.endsWith(".js"))
  .flatMap((file) => [...read(file).matchAll(/worker-[\w-]+\.js/g)])
  .map(([name]) => `assets/${name}`);

export default [
  {
    name: "before the first curve",
    path: [...new Set([...files, ...workers])].map((file) => `dist/${file}`),
    gzip: true,
    limit: "170 kB",
  },
];
