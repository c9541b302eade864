import { create } from "zustand";
import { answers, type Message } from "../pages/shared/offline-messages.ts";

interface Offline {
  /** A newer build that waits to take over. */
  readonly waiting: ServiceWorker | null;
}

export const useOffline = create<Offline>(() => ({ waiting: null }));

/** Milliseconds between two looks for a newer build while the page stays open. */
const between = 3_600_000;

/** Keeps the site on this device, so that the next visit needs no network, once the page shows what it
 *  was opened for. A page in a frame leaves nothing behind. */
export async function keepOffline(): Promise<void> {
  if (!("serviceWorker" in navigator) || window.top !== window) return;
  await settled();
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register("./sw.js").catch(() => undefined);
  // refused, as in some private windows: the site works all the same, with a network
  if (registration === undefined) return;
  offerUpdate(registration);
  lookForUpdates(registration);
  const { active } = await serviceWorker.ready;
  if (saves()) return;
  await settled();
  const keep = await defaultPair();
  serviceWorker.addEventListener("message", ({ data }) => {
    if (answers(data, keep) && data.all) document.documentElement.dataset.offline = "true";
  });
  if (active) say(active, { keep });
}

/** Loads the newer build in every tab of the site. */
export function takeUpdate(waiting: ServiceWorker): void {
  say(waiting, "take over");
}

/** The ids of the pair that the lab begins with on this device; none where the list can't be had. Loaded
 *  late, since the first page seldom is the lab. */
async function defaultPair(): Promise<string[]> {
  const { fetchDefaultPair } = await import("../pages/shared/default-pair.ts");
  return fetchDefaultPair().catch(() => []);
}

function offerUpdate(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  const hadOne = serviceWorker.controller !== null;
  const offer = () => {
    const { waiting } = registration;
    if (waiting && serviceWorker.controller) useOffline.setState({ waiting });
  };
  offer();
  registration.addEventListener("updatefound", () =>
    registration.installing?.addEventListener("statechange", offer),
  );
  // The first one takes over a page that is of its own build. Any later one brings another build, and
  // the files of the old are gone.
  let controlled = hadOne;
  serviceWorker.addEventListener("controllerchange", () => {
    if (controlled) location.reload();
    controlled = true;
  });
}

function lookForUpdates(registration: ServiceWorkerRegistration): void {
  let last = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || performance.now() - last < between) return;
    last = performance.now();
    registration.update().catch(() => undefined);
  });
}

function say(worker: ServiceWorker, message: Message): void {
  worker.postMessage(message);
}

/** Whether the user's line is to be spared: then models are kept only as the lab asks for them. */
function saves(): boolean {
  const { connection } = navigator as Navigator & {
    connection?: { saveData?: boolean; effectiveType?: string };
  };
  return connection?.saveData === true || /2g$/.test(connection?.effectiveType ?? "");
}

/** Resolves when the page shows what was asked for and has nothing else to do. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 5_000 });
      else setTimeout(resolve, 500);
    };
    const look = () => document.documentElement.dataset.settled === "true" && done();
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { attributeFilter: ["data-settled"] });
    look();
  });
}
