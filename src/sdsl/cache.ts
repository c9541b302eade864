import type { Architecture, CacheLayers, SequenceCache } from "./architecture.ts";

/** The cache of an architecture; full attention in every layer where nothing else is said. */
export function cacheOf({ cache, layers, kvHeads, headDim }: Architecture): SequenceCache {
  return cache ?? { groups: [{ layers, numbers: 2 * (kvHeads * headDim) }], state: 0 };
}

const keeps = ({ borrowed }: CacheLayers) => !borrowed;

const entries = ({ window, every = 1 }: CacheLayers, context: number) =>
  Math.min(context / every, window ?? Number.POSITIVE_INFINITY);

const read = (group: CacheLayers, context: number) =>
  Math.min(entries(group, context), group.reads ?? Number.POSITIVE_INFINITY);

/** Numbers that a sequence of so many tokens keeps. */
export function cacheHeld(architecture: Architecture, context: number): number {
  const { groups, state } = cacheOf(architecture);
  return groups
    .filter(keeps)
    .reduce((sum, group) => sum + group.layers * group.numbers * entries(group, context), state);
}

/** Numbers of it that a pass reads. */
export function cacheRead(architecture: Architecture, context: number): number {
  const { groups, state } = cacheOf(architecture);
  return groups.reduce(
    (sum, group) => sum + group.layers * group.numbers * read(group, context),
    state,
  );
}

/** Numbers that one more token adds before any window is full: what a pass writes of it. */
export function cacheWritten(architecture: Architecture): number {
  const { groups } = cacheOf(architecture);
  return groups
    .filter(keeps)
    .reduce((sum, { layers, numbers, every = 1 }) => sum + (layers * numbers) / every, 0);
}

/** Entries, summed over layers, that a token attends to. Layers · context under full attention. */
export function attended(architecture: Architecture, context: number): number {
  const { groups } = cacheOf(architecture);
  return groups.reduce((sum, group) => sum + group.layers * read(group, context), 0);
}
