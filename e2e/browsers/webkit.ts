import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import type { Remote } from "./remote.ts";

/** WebKitGTK's own small browser, driven by WebDriver through its driver. It draws on a screen: without
 *  one, on Xvfb's. */
export async function startWebKit({
  driver,
  browser,
  screen,
}: {
  driver: string;
  browser: string;
  screen: string;
}): Promise<Remote> {
  const ours: ChildProcess[] = [];
  let display = process.env.DISPLAY;
  if (!display) {
    const server = spawn(
      screen,
      ["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    ours.push(server);
    const number = await new Promise((said) => server.stdout.once("data", said));
    display = `:${String(number).trim()}`;
  }
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: display,
    // the sandbox needs namespaces that containers withhold; the only pages are our own
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
  };
  ours.push(spawn(driver, [`--port=${port}`], { env, stdio: "ignore" }));

  const send = async <Result>(method: string, path: string, body?: object): Promise<Result> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = (await answer.json()) as { value: Result };
    if (answer.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${path}: ${error}: ${message}`);
  };
  await listening(port);
  const { sessionId, capabilities } = await send<{
    sessionId: string;
    capabilities: { browserVersion: string };
  }>("POST", "/session", {
    capabilities: {
      alwaysMatch: {
        timeouts: { script: 60_000, pageLoad: 60_000 },
        "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] },
      },
    },
  });
  const session = `/session/${sessionId}`;
  await send("POST", `${session}/window/rect`, { x: 0, y: 0, width: 1440, height: 900 });

  return {
    version: capabilities.browserVersion,
    async open(url) {
      await send("POST", `${session}/url`, { url });
    },
    async run(action, ...args) {
      return send<never>("POST", `${session}/execute/async`, {
        script: `const done = arguments[arguments.length - 1];
          Promise.resolve((${action})(...${JSON.stringify(args)})).then(done);`,
        args: [],
      });
    },
    async perform(actions) {
      await send("POST", `${session}/actions`, { actions });
    },
    trouble: () => [],
    async close() {
      await send("DELETE", session).catch(() => undefined);
      for (const child of ours.reverse()) child.kill();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error("WebKitWebDriver does not answer.");
}
