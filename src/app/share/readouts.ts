/** What a page reads out, at full precision, with what it belongs to. */
export interface Readouts {
  readonly app: "SDSL Explorer";
  readonly link: string;
  readonly readouts: Readonly<Record<string, Readout>>;
}

interface Readout {
  readonly value: number | string | boolean;
  readonly low?: number;
  readonly high?: number;
  /** As it is written for people. */
  readonly text: string;
}

/** Collects every `<output data-quantity>` of the page. */
export function readoutsOf(root: ParentNode, link: string): Readouts {
  const outputs = [...root.querySelectorAll<HTMLElement>("output[data-quantity]")];
  const readouts = outputs.map((output): [string, Readout] => {
    const { quantity = "", value = "", low, high } = output.dataset;
    return [
      quantity,
      {
        value: read(value),
        ...(low === undefined ? {} : { low: Number(low) }),
        ...(high === undefined ? {} : { high: Number(high) }),
        text: output.textContent ?? "",
      },
    ];
  });
  return { app: "SDSL Explorer", link, readouts: Object.fromEntries(readouts) };
}

function read(value: string): number | string | boolean {
  if (value === "true" || value === "false") return value === "true";
  const number = Number(value);
  return value.trim() !== "" && Number.isFinite(number) ? number : value;
}
