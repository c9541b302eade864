import type { Engine } from "../measurements/measurement.ts";
import type { Configuration, ConfigurationNote, Deployment } from "./config.ts";
import { engineOptions } from "./options.ts";
import { startProblems } from "./start.ts";

/** The configuration of an engine: its command where nothing keeps it from starting. */
export function configured(
  engine: Engine,
  deployment: Deployment,
  command: () => string,
  notes: readonly ConfigurationNote[],
): Configuration {
  const problems = startProblems(engine, deployment);
  return {
    engine,
    checkedAt: engineOptions[engine].checkedAt,
    command: problems.length === 0 ? command() : null,
    problems,
    notes: problems.length === 0 ? notes : [],
  };
}

/** An option with its value where something is so; nothing otherwise. */
export const when = <T>(condition: boolean, ...parts: readonly T[]): readonly T[] =>
  condition ? parts : [];

/** Chances that a draft is accepted up to each position, from the rates given all before: what every engine's
 *  forced acceptance wants. Four digits, never rising. */
export function reachedShares(rates: readonly number[], gamma: number): readonly number[] {
  let reached = 1;
  return Array.from({ length: gamma }, (_, i) => {
    reached *= rates[i] ?? rates.at(-1) ?? 0;
    return Number(reached.toFixed(4));
  });
}
