/** How long a loop may keep the thread, in ms: half a frame. */
const patience = 8;

/** The same iterations, with a turn of the event loop now and then: work that never waits for anything
 *  would keep a worker from hearing the message that stops it. */
export async function* breathing<T>(iterations: AsyncIterable<T>): AsyncGenerator<T> {
  let since = performance.now();
  for await (const iteration of iterations) {
    yield iteration;
    if (performance.now() - since < patience) continue;
    await turn();
    since = performance.now();
  }
}

/** Resolves in a later turn of the event loop, without the 4 ms that browsers add to nested timeouts. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
