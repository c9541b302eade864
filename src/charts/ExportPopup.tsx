import { Menu } from "@base-ui/react/menu";
import type { RefObject } from "react";
import { type ExportAction, pngScales } from "./export-action.ts";
import { hasTune } from "./sound.ts";
import type { TableSource } from "./table.ts";

type Props = {
  anchor: RefObject<HTMLButtonElement | null>;
  /** Where the menu is put: inside the chart, hence inside the page's landmarks. */
  container: RefObject<HTMLElement | null>;
  open: boolean;
  onClose: () => void;
  tableShown: boolean;
  playing: boolean;
  table: TableSource;
  /** Whether there is one to be had. */
  notebook: boolean;
  onPick: (action: ExportAction) => void;
};

/** The menu that hangs from the Export button; use `ExportMenu`. */
export default function ExportPopup({
  anchor,
  container,
  open,
  onClose,
  tableShown,
  playing,
  table,
  notebook,
  onPick,
}: Props) {
  const item = (action: ExportAction, text: string) => (
    <Menu.Item className="chart-menu-item" onClick={() => onPick(action)}>
      {text}
    </Menu.Item>
  );
  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChange={(next, { event }) => {
        if (next) return;
        // a press on the button closes through the button itself
        const on = event.target;
        if (event.type !== "keydown" && on instanceof Node && anchor.current?.contains(on)) return;
        onClose();
      }}
    >
      <Menu.Portal container={container}>
        <Menu.Positioner
          className="chart-menu-positioner"
          anchor={anchor}
          align="end"
          sideOffset={4}
        >
          <Menu.Popup className="chart-menu" finalFocus={anchor} aria-label="Export">
            {item("svg", "SVG drawing")}
            {item("csv", "CSV data")}
            {notebook && item("notebook", "Python notebook")}
            <Menu.Group className="chart-menu-row">
              <Menu.GroupLabel className="chart-menu-label">PNG image</Menu.GroupLabel>
              {pngScales.map((scale) => (
                <Menu.Item
                  key={scale}
                  className="chart-menu-item"
                  aria-label={`PNG image at ${scale} times the size`}
                  label={`PNG ${scale}`}
                  onClick={() => onPick({ png: scale })}
                >
                  {scale}×
                </Menu.Item>
              ))}
            </Menu.Group>
            <Menu.Separator className="chart-menu-separator" />
            {item("table", tableShown ? "Hide table" : "Show table")}
            {(playing || (open && hasTune(table))) &&
              item("sound", playing ? "Stop the sound" : "Play as sound")}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
