/** What a key asks of the crosshair: to move to px (x, y), to go, or to choose where it is. */
export type KeyIntent = { to: { x: number; y: number } } | "clear" | "choose" | null;

type State = {
  /** The crosshair in px; x null while there is none. */
  x: number | null;
  y: number;
  /** Where it begins, px. */
  home: number;
  width: number;
  height: number;
  /** Up and down move it too. */
  plane: boolean;
};

const STEP = 3;
const LEAP = 30;

/** The meaning of a key on a chart. Arrows move by 3 px, with Shift by 30. */
export function keyIntent(key: string, shift: boolean, state: State): KeyIntent {
  const step = shift ? LEAP : STEP;
  const { x, y, home, width, height, plane } = state;
  const move = (dx: number, dy: number): KeyIntent => ({
    to: {
      // the first key only brings the crosshair up
      x: x === null ? home : Math.min(width, Math.max(0, x + dx)),
      y: x === null ? y : Math.min(height, Math.max(0, y + dy)),
    },
  });
  if (key === "ArrowLeft") return move(-step, 0);
  if (key === "ArrowRight") return move(step, 0);
  if (plane && key === "ArrowUp") return move(0, -step);
  if (plane && key === "ArrowDown") return move(0, step);
  if (key === "Home") return { to: { x: 0, y } };
  if (key === "End") return { to: { x: width, y } };
  if (x === null) return null;
  if (key === "Escape") return "clear";
  if (key === "Enter" || key === " ") return "choose";
  return null;
}
