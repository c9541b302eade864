import { serve, type ThreadStart } from "./team.ts";

/** The script of a thread's worker. */
addEventListener(
  "message",
  ({ data }: MessageEvent<ThreadStart>) => void serve(data, () => postMessage("ready")),
  { once: true },
);
