import { useEffect, useState } from "react";
import type { RunSettings } from "../../measure/protocol.ts";
import { refusePrompt } from "./use-lab.ts";

/** Bytes of a prompt that any model worth a run has room for: a token has at least one. */
const surelyShort = 240;
/** Milliseconds without a key before a prompt is counted. */
const pause = 200;

/** Whether a prompt may be too long, and has to be counted in tokens. */
export const maybeLong = ({ prompt, prompts }: Pick<RunSettings, "prompt" | "prompts">): boolean =>
  prompts === undefined && new TextEncoder().encode(prompt).length > surelyShort;

/** Why the prompt has no room, while it is typed; null where it has, or as long as that isn't known: a run refuses
 *  it then. */
export function useRefusal(settings: RunSettings | null): string | null {
  const [refusal, setRefusal] = useState<string | null>(null);
  const asked = settings !== null && maybeLong(settings) ? settings : null;
  // The settings are made anew with every drawing; these are what the answer hangs on.
  const key =
    asked &&
    JSON.stringify([
      asked.prompt,
      asked.length,
      ...[asked.target, asked.draft].map((it) =>
        typeof it === "object" && it?.kind === "files" ? it.files.length : it,
      ),
    ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the settings
  useEffect(() => {
    if (asked === null) {
      setRefusal(null);
      return;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      refusePrompt(asked).then(
        (words) => wanted && setRefusal(words),
        () => wanted && setRefusal(null),
      );
    }, pause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return refusal;
}
