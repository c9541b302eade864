export type TipRow = { label: string; text: string; color?: string };

/** The values at the crosshair. */
export function Tip({ rows }: { rows: readonly TipRow[] }) {
  const keyed = rows.some((row) => row.color);
  return (
    <dl>
      {rows.map((row) => (
        <div key={row.label} className="chart-tip-row">
          <dt>
            {keyed && <span className="chart-tip-key" style={{ background: row.color }} />}
            {row.label}
          </dt>
          <dd>{row.text}</dd>
        </div>
      ))}
    </dl>
  );
}

type Room = {
  /** The crosshair, px from the left of the chart's body. */
  at: number;
  /** Where the finger or pointer is, px from the body's top; null on keyboard moves. */
  pointerY: number | null;
  /** The body's width and the plot's left, top and bottom. */
  width: number;
  left: number;
  top: number;
  bottom: number;
  /** px to keep from the crosshair: more under a finger. */
  gap: number;
};

/** Puts the tip beside the crosshair: never outside the chart, never under the finger. */
export function placeTip(box: HTMLElement, room: Room): void {
  const { at, pointerY, width, left, top, bottom, gap } = room;
  const w = box.offsetWidth;
  const h = box.offsetHeight;
  const right = at + gap + w <= width;
  const beside = right || at - gap - w >= left;
  const x = right ? at + gap : Math.min(width - w, Math.max(left, at - gap - w));
  // no room on either side: go to the end of the plot that the finger is not at
  const low = pointerY !== null && pointerY < top + h + gap && !beside;
  const y = low ? bottom - h : top;
  box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}
