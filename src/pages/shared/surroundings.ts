/** What the choice of the default target looks at. */
export interface Surroundings {
  /** The user asks for little data: save-data, reduced data. */
  readonly savesData: boolean;
  /** A small screen under a finger. */
  readonly phone: boolean;
  /** In GiB, rounded by the browser; null where it doesn't say. */
  readonly memory: number | null;
}

/** Why the lab begins with the smaller target; null where nothing asks for it. */
export type Thrift = "saves data" | "phone" | "little memory";

/** GiB of memory below which a device is spared. */
const enoughMemory = 4;

/** Whether the device, or the one who uses it, is better served by a small download. */
export function thriftFor({ savesData, phone, memory }: Surroundings): Thrift | null {
  if (savesData) return "saves data";
  if (phone) return "phone";
  return memory !== null && memory < enoughMemory ? "little memory" : null;
}

/** What this browser says of itself. Where there is no window, as in a test, nothing asks for thrift. */
export function readSurroundings(): Surroundings {
  if (typeof window === "undefined") return { savesData: false, phone: false, memory: null };
  const { connection, deviceMemory } = navigator as Navigator & {
    connection?: { saveData?: boolean };
    deviceMemory?: number;
  };
  const matches = (query: string) => window.matchMedia(query).matches;
  return {
    savesData: connection?.saveData === true || matches("(prefers-reduced-data: reduce)"),
    // either way up, so that a phone on its side is still one
    phone:
      matches("(pointer: coarse)") &&
      (matches("(max-width: 600px)") || matches("(max-height: 600px)")),
    memory: deviceMemory ?? null,
  };
}

/** Read once: a choice that changed while the page is open would change what is on it. */
export const thrift: Thrift | null = thriftFor(readSurroundings());
