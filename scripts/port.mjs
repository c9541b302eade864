import { createServer } from "node:net";

/** The first of two neighbouring ports of this machine that nobody listens on. */
export async function freePair(from) {
  for (let port = from; port < from + 200; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new Error(`Every port from ${from} to ${from + 200} is taken.`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
