import type { Scenario } from "../../scenario/scenario.ts";
import { shareLink } from "../../scenario/share.ts";
import { paper } from "../../sdsl/published.ts";

/** Where this app is: a link without its query. */
export function appBase(): string {
  return location.origin + location.pathname;
}

/** The link to a scenario of this app: readable, or packed where that is too long. */
export function linkTo(scenario: Scenario): string {
  return shareLink(appBase(), scenario);
}

/** The lines that say where exported numbers come from. */
export function scenarioNotes(scenario: Scenario): readonly string[] {
  return [`SDSL Explorer: ${linkTo(scenario)}`, `The law: arXiv ${paper.arxiv}`];
}
