import { awakeNow } from "./rest.ts";
import { disturbed } from "./statistics.ts";

/** What a short trial wrote: for each round that counts the pace of every lane, in the order of the lanes. */
export interface Rounds {
  readonly paces: readonly (readonly number[])[];
  /** Rounds that are left out. */
  readonly disturbed: number;
}

const limits = { fewest: 3, most: 8, time: 1500 } as const;

/** Lets every lane run once a round, forth and in the next round back, so that what is compared was measured
 *  moments apart. A lane resolves to its pace, in any unit above 0. Rounds in which some lane departs far
 *  from its own median are left out. At least three rounds are made; then it ends where `settled` says so,
 *  or after eight, or when its time is over. */
export async function inRounds(
  lanes: readonly (() => Promise<number>)[],
  settled: (paces: Rounds["paces"]) => boolean,
): Promise<Rounds> {
  const began = awakeNow();
  const all: number[][] = [];
  while (all.length < limits.most) {
    const paces = new Array<number>(lanes.length);
    const order = all.length % 2 === 0 ? [...lanes.keys()] : [...lanes.keys()].reverse();
    for (const lane of order) paces[lane] = await lanes[lane]();
    all.push(paces);
    if (all.length < limits.fewest) continue;
    if (awakeNow() - began > limits.time || settled(steadyRounds(all).paces)) break;
  }
  return steadyRounds(all);
}

/** The rounds in which every lane kept to its pace; all of them where none did. */
export function steadyRounds(all: Rounds["paces"]): Rounds {
  const lanes = all[0]?.map((_, lane) => disturbed(all.map((paces) => paces[lane]))) ?? [];
  const paces = all.filter((_, round) => lanes.every((out) => !out[round]));
  return paces.length > 0
    ? { paces, disturbed: all.length - paces.length }
    : { paces: all, disturbed: 0 };
}
