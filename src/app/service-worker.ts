import { PrecacheController } from "workbox-precaching/PrecacheController.js";
import { PrecacheRoute } from "workbox-precaching/PrecacheRoute.js";
import { registerRoute } from "workbox-routing/registerRoute.js";
import type { Answer, Message } from "../pages/shared/offline-messages.ts";
import { isolate } from "./isolation.ts";

/** The site without a network. The build writes the two lists: every file with its SHA-256, which the
 *  browser checks on the way in. So what is served is one build, whole: its page, scripts and models. */
declare const SHELL_FILES: readonly File[];
declare const MODEL_FILES: readonly File[];

interface File {
  /** Relative to the scope. */
  readonly url: string;
  /** Null where the name itself changes with the content. */
  readonly revision: string | null;
  readonly integrity: string;
}

const scope = self as unknown as ServiceWorkerGlobalScope;

const shell = controller("shell", SHELL_FILES);
const models = controller("models", MODEL_FILES);

function controller(name: string, files: readonly File[]): PrecacheController {
  const made = new PrecacheController({
    // one site may lie below another on the same host
    cacheName: `${name} ${scope.registration.scope}`,
    plugins: [
      {
        handlerWillRespond: async ({ request, response }) => isolate(request.destination, response),
      },
    ],
  });
  made.addToCacheList([...files]);
  // the query holds what the user has set, and the page reads it: the file is the same
  registerRoute(new PrecacheRoute(made, { ignoreURLParametersMatching: [/./], cleanURLs: false }));
  return made;
}

// A new worker waits until the page asks for it or the last tab of the old one is closed: no tab sees
// files of two builds.
scope.addEventListener("install", (event) => event.waitUntil(shell.install(event)));
scope.addEventListener("activate", (event) =>
  event.waitUntil(
    Promise.all([shell.activate(event), models.activate(event), scope.clients.claim()]),
  ),
);

scope.addEventListener("message", (event) => {
  const message: Message = event.data;
  if (message === "take over") event.waitUntil(scope.skipWaiting());
  else event.waitUntil(answer(event, message.keep));
});

/** Keeps the models of these ids and says whether all are there. */
async function answer(event: ExtendableMessageEvent, kept: readonly string[]): Promise<void> {
  const all = await keepModels(event, new Set(kept)).then(
    () => true,
    () => false,
  );
  event.source?.postMessage({ kept, all } satisfies Answer);
}

/** Fetches what is missing of the list of models and of those named, one file after the other. What fails is
 *  fetched on another visit. Any other model is kept from the first time that a page asks for it. */
async function keepModels(event: ExtendableMessageEvent, ids: Set<string>): Promise<void> {
  for (const [url, cacheKey] of models.getURLsToCacheKeys()) {
    const folder = /\/models\/([^/]+)\/[^/]+$/.exec(url)?.[1];
    if (folder !== undefined && !ids.has(folder)) continue;
    const integrity = models.getIntegrityForCacheKey(cacheKey);
    await models.strategy.handle({ event, request: url, params: { cacheKey, integrity } });
  }
}
