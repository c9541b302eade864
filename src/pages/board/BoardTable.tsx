import { useEffect, useRef } from "react";
import type { Result } from "../../scenario/result.ts";
import { DismissButton } from "../../ui/DismissButton.tsx";
import { formatFixed, formatNumber } from "../../ui/format.ts";
import { isFound, type Row } from "./summary.ts";
import { texts } from "./texts.ts";

interface Props {
  readonly rows: readonly Row[];
  /** Words of a device's name: its rows are marked, and the first is brought into sight. */
  readonly find: string;
  readonly onRemove: (result: Result) => void;
}

/** The results one by one, each of which can be taken away. */
export function BoardTable({ rows, find, onRemove }: Props) {
  const list = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again when the words change
  useEffect(() => {
    list.current?.querySelector("tr[aria-current]")?.scrollIntoView({ block: "nearest" });
  }, [find]);
  const takeAway = (result: Result, i: number) => {
    onRemove(result);
    // the button goes with its row: the focus stays in its place, on the row that moves up, or in the list
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLElement>("tbody button") ?? [];
      (buttons[Math.min(i, buttons.length - 1)] ?? list.current)?.focus();
    });
  };
  const found = new Set(rows.filter((row) => isFound(row, find)).map(({ key }) => key));
  return (
    <div>
      <h2 id="board-table-title">{texts.table}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section ref={list} className="board-scroll" tabIndex={0} aria-labelledby="board-table-title">
        <table>
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">Engine</th>
              <th scope="col">Draft for target</th>
              <th scope="col">γ</th>
              <th scope="col">α</th>
              <th scope="col">Alone, ms a token</th>
              <th scope="col">Law</th>
              <th scope="col">Timings</th>
              <th scope="col">Measured</th>
              <th scope="col">
                <span className="visually-hidden">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, result, sdsl, calibrated }, i) => (
              <tr key={key} aria-current={found.has(key) ? "true" : undefined}>
                <th scope="row">{result.device}</th>
                <td>{texts.engines[result.backend]}</td>
                <td>
                  {result.draft} for {result.target}
                </td>
                <td>{result.gamma}</td>
                <td>{formatFixed(result.alpha, 3)}</td>
                <td>{formatNumber(result.alone)}</td>
                <td>{formatFixed(sdsl, 2)}×</td>
                <td>{formatFixed(calibrated, 2)}×</td>
                <td>
                  <strong>{formatFixed(result.speedup, 2)}×</strong>
                  <span>
                    {formatFixed(result.low, 2)} to {formatFixed(result.high, 2)}
                    {!result.lossless && ", not lossless"}
                  </span>
                </td>
                <td>
                  <DismissButton
                    label={texts.remove(result.device)}
                    onClick={() => takeAway(result, i)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
