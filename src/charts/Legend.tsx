export type LegendItem = {
  label: string;
  color: string;
  kind?: "line" | "dashed" | "band" | "dot" | "ring" | "hatch";
};

function Swatch({ color, kind = "line" }: Omit<LegendItem, "label">) {
  // swatches of one colour look alike, whichever of them is referred to
  const id = `swatch-${color.replace(/\W+/g, "-")}`;
  const stroke = { stroke: color };
  const fill = { fill: color };
  return (
    <svg className="legend-swatch" width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
      {kind === "line" && <path d="M1 5h20" style={stroke} strokeWidth="2" />}
      {kind === "dashed" && (
        <path d="M1 5h20" style={stroke} strokeWidth="2" strokeDasharray="5 4" />
      )}
      {kind === "band" && <rect width="22" height="10" style={fill} fillOpacity="0.18" />}
      {kind === "dot" && <circle cx="11" cy="5" r="4.5" style={fill} />}
      {kind === "ring" && (
        <circle cx="11" cy="5" r="3.75" fill="none" style={stroke} strokeWidth="1.5" />
      )}
      {kind === "hatch" && (
        <>
          <pattern
            id={id}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" y1="0" x2="0" y2="5" style={stroke} strokeWidth="1.2" />
          </pattern>
          <rect width="22" height="10" fill={`url(#${id})`} />
        </>
      )}
    </svg>
  );
}

/** The key to a chart's marks. Exports carry it. */
export function Legend({ items }: { items: readonly LegendItem[] }) {
  return (
    <ul className="legend">
      {items.map((item) => (
        <li key={item.label} className="legend-item" data-legend-item={item.label}>
          <Swatch color={item.color} kind={item.kind} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
