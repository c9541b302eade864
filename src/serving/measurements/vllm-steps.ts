import type { Measurement } from "./measurement.ts";
import { numberAfter } from "./numbers.ts";
import type { Line } from "./source.ts";

interface Load {
  readonly running: number;
  readonly generated: number;
  readonly prompted: number;
}

/**
 * Batch and time of an iteration from the lines that vLLM logs beside its acceptance:
 * tokens an iteration · running / generated a second. Only from intervals in which as many ran as in the one
 * before, and that read fewer prompt tokens than they generated: otherwise the interval is not decoding alone.
 */
export function stepTimes(
  lines: readonly Line[],
  tokensPerIteration: number,
): Pick<Measurement, "batch" | "iterationSeconds"> {
  const engines = new Map<string, Load[]>();
  for (const { text } of lines) {
    const running = numberAfter(text, "Running");
    const generated = numberAfter(text, "Avg generation throughput");
    const prompted = numberAfter(text, "Avg prompt throughput");
    if (running === undefined || generated === undefined || prompted === undefined) continue;
    const engine = /Engine (\d{1,4})/.exec(text)?.[1] ?? "";
    const load = { running, generated, prompted };
    const loads = engines.get(engine);
    if (loads === undefined) engines.set(engine, [load]);
    else loads.push(load);
  }
  const steady = [...engines.values()].flatMap((loads) =>
    loads.filter(
      (load, i) =>
        load.running > 0 &&
        load.generated > 0 &&
        load.prompted < 0.1 * load.generated &&
        loads[i - 1]?.running === load.running,
    ),
  );
  const batches = new Set(steady.map(({ running }) => running));
  const [batch] = batches;
  if (batch === undefined || batches.size > 1) return {};
  const seconds = steady
    .map(({ generated }) => (tokensPerIteration * batch) / generated)
    .sort((a, b) => a - b);
  const typical = seconds[Math.floor((seconds.length - 1) / 2)];
  return typical === undefined ? {} : { batch, iterationSeconds: typical };
}
