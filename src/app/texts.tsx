import type { ReactNode } from "react";
import type { Scenario, Theme } from "../scenario/scenario.ts";

/** The texts around the pages. The pages and the share dialog have their own. */

export const skip = "Skip to the charts";

export const header = {
  name: (
    <>
      SDSL <span>Explorer</span>
    </>
  ),
  reset: "Reset all",
  share: "Share",
  undo: "Undo",
  redo: "Redo",
  copy: "Copy link",
  copied: "Link copied",
  pages: "Pages",
} as const;

/** In the order of the header. The class board belongs to the lab, which leads there. */
export const viewNames = {
  explore: "Explore",
  plan: "Plan",
  lab: "Lab",
  evidence: "Evidence",
  lecture: "Lecture",
} as const satisfies Partial<Record<Scenario["view"], string>>;

export const footer = {
  law: (authors: string, title: ReactNode, arxiv: string, year: number) => (
    <>
      The law: {authors}, {title}, arXiv {arxiv}, {year}. Everything is computed on your device;
      nothing leaves it.
    </>
  ),
  theme: "Theme",
} as const;

export const themeNames: Record<Theme, string> = {
  auto: "Auto",
  light: "Light",
  dark: "Dark",
  projector: "Projector",
};

export const hidden = {
  everything: "This link leaves out every part of its page.",
  show: "Show them",
  some: (parts: number) => `Show what this link leaves out (${parts})`,
} as const;

export const titles: Record<Scenario["view"], string> = {
  explore: "SDSL Explorer: the scaling laws of speculative decoding",
  plan: "Plan speculative decoding",
  lab: "Speculative decoding on this device",
  board: "Class board: measured speedups",
  evidence: "Evidence for the scaling laws",
  lecture: "Lecture: speculative decoding",
};

export const update = {
  text: "A newer version of this app is here. Loading it keeps your settings; results of the lab are lost.",
  load: "Load it",
} as const;

export const failure = {
  heading: "This page has failed",
  what: (message: string) => (
    <>
      Something in it went wrong: <code>{message}</code>. Your settings are still in the address.
    </>
  ),
  again: "Load it again",
  defaults: "Start from the defaults",
} as const;
