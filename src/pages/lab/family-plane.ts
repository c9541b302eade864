import type { FamilyModel, PairAcceptance } from "../../measure/protocol.ts";

/** The acceptance of every pair that the family knows. */
export interface FamilyPlane {
  /** Smallest first; of one size the distilled ones last. */
  readonly drafts: readonly FamilyModel[];
  readonly targets: readonly FamilyModel[];
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** Places in `drafts` and `targets`. */
  readonly x: number;
  readonly y: number;
  readonly draft: FamilyModel;
  readonly target: FamilyModel;
  readonly acceptance: PairAcceptance;
}

/** Pairs as the list of models ships them; drafts without a target and targets without a draft are left out, and so
 *  are pairs whose target is itself only there to draft. */
export function familyPlane(models: readonly FamilyModel[]): FamilyPlane {
  const sorted = models.toSorted(
    (a, b) =>
      a.params - b.params || Number(a.distilledFrom !== null) - Number(b.distilledFrom !== null),
  );
  const known = (draft: FamilyModel, target: FamilyModel) =>
    target.distilledFrom === null ? draft.acceptance[target.id] : undefined;
  const drafts = sorted.filter((draft) => sorted.some((target) => known(draft, target)));
  const targets = sorted.filter((target) => sorted.some((draft) => known(draft, target)));
  const cells = targets.flatMap((target, y) =>
    drafts.flatMap((draft, x): Cell[] => {
      const acceptance = known(draft, target);
      return acceptance === undefined ? [] : [{ x, y, draft, target, acceptance }];
    }),
  );
  return { drafts, targets, cells };
}

/** The cell under a point of the plane; undefined where there is none. */
export const cellAt = ({ cells }: FamilyPlane, x: number, y: number): Cell | undefined =>
  cells.find((cell) => cell.x === Math.round(x) && cell.y === Math.round(y));
