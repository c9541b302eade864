import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a command in the project's folder, its output shown as it comes. Resolves to its exit code,
 *  124 where it took longer than `timeout` ms and was ended. */
export function run(command, args, { env = {}, timeout = 0, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
      shell,
    });
    const timer = timeout > 0 && setTimeout(() => child.kill(), timeout);
    child.on("error", (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(127);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer || undefined);
      resolve(code ?? (signal === "SIGTERM" ? 124 : 1));
    });
  });
}

/** A tool from node_modules, started without npx, which could download another version. */
export function tool(name, args, options) {
  const windows = process.platform === "win32";
  const command = join("node_modules", ".bin", windows ? `${name}.cmd` : name);
  return run(windows ? command : join(root, command), args, { ...options, shell: windows });
}

/** Installs what the lock file lists, unless that was done since it last changed. */
export async function install() {
  const lock = join(root, "package-lock.json");
  const done = join(root, "node_modules", ".package-lock.json");
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return 0;
  const args = ["ci", "--include=dev", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js")
    ? run(process.execPath, [npm, ...args])
    : run("npm", args, { shell: process.platform === "win32" });
}

/** Ends the process where Node is older than package.json asks for. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`This needs Node 20.19 or newer and runs in ${process.versions.node}.`);
  console.error("Get a current one at https://nodejs.org.");
  process.exit(1);
}
