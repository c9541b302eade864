import type { ComponentType } from "react";
import { Iteration } from "./pictures/Iteration.tsx";
import { Law } from "./pictures/Law.tsx";
import { Lookahead } from "./pictures/Lookahead.tsx";
import { Measured } from "./pictures/Measured.tsx";
import { Memory } from "./pictures/Memory.tsx";
import { Perplexity } from "./pictures/Perplexity.tsx";
import { Play } from "./pictures/Play.tsx";
import { Size } from "./pictures/Size.tsx";

/** What a scene can show, by the name that its file gives. */
export const pictures = {
  memory: Memory,
  play: Play,
  iteration: Iteration,
  lookahead: Lookahead,
  size: Size,
  perplexity: Perplexity,
  law: Law,
  measured: Measured,
} as const satisfies Record<string, ComponentType>;

export const pictureOf = (name: string): ComponentType => {
  if (Object.hasOwn(pictures, name)) return pictures[name as keyof typeof pictures];
  throw new RangeError(`there is no picture called ${name}`);
};
