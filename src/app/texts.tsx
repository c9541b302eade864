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
