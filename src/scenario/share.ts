import type { Scenario } from "./scenario.ts";
import { formatShortUrl, formatUrl } from "./url.ts";

/** A link that mail programs, chats and QR codes take whole. */
const comfortable = 200;

/** The link to a scenario of the app at `base`: the readable one, or the packed one where that is too long. */
export function shareLink(base: string, scenario: Scenario): string {
  const readable = base + formatUrl(scenario);
  if (readable.length < comfortable) return readable;
  const packed = base + formatShortUrl(scenario);
  return packed.length < readable.length ? packed : readable;
}
