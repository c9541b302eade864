import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";
import type { Remote } from "./remote.ts";

/** Without them a fresh profile opens pages of its own and asks for updates. */
const preferences = {
  "app.update.disabledForTesting": true,
  "browser.startup.page": 0,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.reportingpolicy.firstRun": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly level?: string; readonly text?: string };
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

/** WebGPU, which Firefox keeps from Linux and from software adapters unless it is told otherwise. */
const webGpuPreferences = {
  "dom.webgpu.enabled": true,
  "gfx.webgpu.ignore-blocklist": true,
  // a check may keep a script busy for longer than a person would wait
  "dom.max_script_run_time": 0,
};

/** The Firefox that is installed, driven by WebDriver BiDi, which it speaks by itself. Playwright drives
 *  builds of its own only. `vulkanDriver`: the manifest of the Vulkan driver that WebGPU is to run on;
 *  without one Firefox decides. */
export async function startFirefox(path: string, vulkanDriver?: string): Promise<Remote> {
  const profile = mkdtempSync(join(tmpdir(), "sdsl-firefox-"));
  const set = vulkanDriver === undefined ? preferences : { ...preferences, ...webGpuPreferences };
  const lines = Object.entries(set).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(join(profile, "user.js"), lines.join("\n"));
  const child = spawn(
    path,
    ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
    {
      env: {
        ...process.env,
        HOME: profile,
        ...(vulkanDriver === undefined ? {} : { VK_ICD_FILENAMES: vulkanDriver }),
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const address = await new Promise<string>((found, failed) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
      const at = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (at) found(at);
    });
    child.on("error", failed);
    child.on("exit", () => failed(new Error(`Firefox ended before it listened:\n${said}`)));
  });

  const socket = new WebSocket(`${address}/session`);
  await new Promise((open, failed) => socket.once("open", open).once("error", failed));
  const waiting = new Map<number, (answer: Answer) => void>();
  let trouble: string[] = [];
  let last = 0;
  socket.on("message", (data) => {
    const answer: Answer = JSON.parse(String(data));
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else if (answer.method === "log.entryAdded" && answer.params?.level === "error")
      trouble.push(answer.params.text ?? "");
  });
  const send = <Result>(method: string, params: object): Promise<Result> =>
    new Promise((done, failed) => {
      const id = ++last;
      waiting.set(id, ({ result, error, message }) => {
        waiting.delete(id);
        if (error === undefined) done(result as Result);
        else failed(new Error(`${method}: ${error}: ${message}`));
      });
      socket.send(JSON.stringify({ id, method, params }));
    });

  const { capabilities } = await send<{ capabilities: { browserVersion: string } }>("session.new", {
    capabilities: {},
  });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  const { contexts } = await send<{ contexts: { context: string }[] }>(
    "browsingContext.getTree",
    {},
  );
  const context = contexts[0]?.context;
  await send("browsingContext.setViewport", { context, viewport: { width: 1440, height: 900 } });

  return {
    version: capabilities.browserVersion,
    async open(url) {
      await send("browsingContext.navigate", { context, url, wait: "complete" });
    },
    async run(action, ...args) {
      const { type, result, exceptionDetails } = await send<{
        type: string;
        result?: { value: string };
        exceptionDetails?: { text: string };
      }>("script.evaluate", {
        expression: `Promise.resolve((${action})(...${JSON.stringify(args)})).then((v) => JSON.stringify({ v }))`,
        target: { context },
        awaitPromise: true,
      });
      if (type === "exception") throw new Error(exceptionDetails?.text);
      return JSON.parse(result?.value ?? "{}").v;
    },
    async perform(actions) {
      await send("input.performActions", { context, actions });
    },
    trouble() {
      const all = trouble;
      trouble = [];
      return all;
    },
    async close() {
      const ended = new Promise((done) => child.once("exit", done));
      await send("browser.close", {}).catch(() => child.kill());
      await ended;
      socket.terminate();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
