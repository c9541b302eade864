import { shade } from "./palette.ts";
import { textWidth } from "./text.ts";

type Props = {
  thresholds: readonly number[];
  format: (v: number) => string;
  label: string;
};

const WIDTH = 220;
const FONT = 11;

/** The key to a heatmap's shades: an SVG, so that exports can carry it. */
export function HeatmapLegend({ thresholds, format, label }: Props) {
  const cell = WIDTH / (thresholds.length + 1);
  let free = Number.NEGATIVE_INFINITY;
  return (
    <div className="heat-legend">
      <span className="heat-legend-label">{label}</span>
      <svg
        data-legend=""
        width={WIDTH}
        height={26}
        viewBox={`0 0 ${WIDTH} 26`}
        role="img"
        aria-label={`${label}: shades step at ${thresholds.map(format).join(", ")}`}
      >
        {[0, ...thresholds].map((t, i) => (
          <rect
            key={i === 0 ? "lowest" : t}
            x={i * cell}
            width={cell + 0.5}
            height={9}
            style={{ fill: shade(i, thresholds.length) }}
          />
        ))}
        {thresholds.map((t, i) => {
          const text = format(t);
          const at = (i + 1) * cell;
          const half = textWidth(text, FONT) / 2;
          if (at - half < free || at + half > WIDTH) return null;
          free = at + half + 4;
          return (
            <text key={t} className="heat-legend-text" x={at} y={22} textAnchor="middle">
              {text}
            </text>
          );
        })}
      </svg>
    </div>
  );
}
