/** The headers that make a page cross-origin isolated, for hosts that cannot send them: shared memory,
 *  hence threads, and finer clocks. Documents and workers need them; every other file is of our own
 *  origin and passes as it is. A frame gets them too, or an isolated page could not hold it; a foreign
 *  page that holds it is not bound by them. */
const headers = {
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Opener-Policy": "same-origin",
  // lets a foreign page that is isolated itself hold ours in a frame
  "Cross-Origin-Resource-Policy": "cross-origin",
};

const isolated: readonly RequestDestination[] = ["document", "iframe", "worker", "sharedworker"];

/** The response, with those headers where `destination` needs them. What a host has set stays. */
export function isolate(destination: RequestDestination, response: Response): Response {
  if (!isolated.includes(destination) || response.type === "error") return response;
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) if (!all.has(name)) all.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers: all });
}
