import { memo, useMemo, useRef } from "react";
import { placeTicks, type SliderTick, type Track } from "./slider-track.ts";
import { useWidth } from "./useWidth.ts";

type Props = {
  track: Track;
  ticks: readonly SliderTick[];
  disabled?: boolean;
  onPick: (v: number) => void;
};

const GLYPH = 6.5;
const INSET = 9;

/** Marks under a track, with as many labels as fit. A pointer's shortcut: the slider and its
 *  field do the same, so the marks are hidden from keyboard and screen reader. */
export const SliderTicks = memo(
  function SliderTicks({ track, ticks, disabled, onPick }: Props) {
    const ref = useRef<HTMLDivElement>(null);
    const width = useWidth(ref);
    const marks = useMemo(
      () => placeTicks(track, ticks, width || 280, GLYPH, INSET),
      [track, ticks, width],
    );
    return (
      <div className="slider-ticks" aria-hidden="true">
        <div className="slider-ticks-inner" ref={ref}>
          {marks.map((t) => (
            <button
              key={t.value}
              type="button"
              tabIndex={-1}
              disabled={disabled}
              title={t.name}
              className="slider-tick"
              data-labelled={t.labelled ? "" : undefined}
              style={{ left: `${t.at * 100}%` }}
              onClick={() => onPick(t.value)}
            >
              {t.labelled && (
                <span style={t.shift ? { translate: `${t.shift}px 0` } : undefined}>{t.text}</span>
              )}
            </button>
          ))}
        </div>
      </div>
    );
  },
  // onPick is a new function at each render but does the same
  (a, b) => a.track === b.track && a.ticks === b.ticks && a.disabled === b.disabled,
);
