/** npm start: installs what is missing, builds, serves the built site and opens it.
 *  `npm start -- --no-open` only serves; `--port 5000` asks for a port. */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { install, requireNode, root, tool } from "./run.mjs";

const { values: options } = parseArgs({
  options: {
    "no-open": { type: "boolean", default: false },
    port: { type: "string", default: "4173" },
  },
});

requireNode();
process.chdir(root);
if ((await install()) !== 0)
  fail("The packages could not be installed; npm's reason stands above.");
if ((await tool("vite", ["build", "--logLevel", "warn"])) !== 0)
  fail("The site could not be built; the reason stands above.");

const { preview } = await import("vite");
const server = await preview({ preview: { port: Number(options.port), open: false } });
const address = server.resolvedUrls?.local[0] ?? `http://localhost:${options.port}/`;
console.log(`\n  SDSL Explorer is at ${address}\n  Ctrl+C ends it.\n`);
if (hasScreen()) open(address);

function fail(message) {
  console.error(message);
  process.exit(1);
}

function hasScreen() {
  const { CI, BROWSER, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (options["no-open"] || CI || BROWSER === "none") return false;
  return process.platform !== "linux" || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/** A browser that is not there is no error: the address stands above. */
function open(url) {
  const [command, args] =
    process.platform === "darwin"
      ? ["open", [url]]
      : process.platform === "win32"
        ? ["cmd", ["/c", "start", "", url]]
        : ["xdg-open", [url]];
  const opener = spawn(command, args, { stdio: "ignore", detached: true });
  opener.on("error", () => {});
  opener.unref();
}
