import type { Scenario } from "../../scenario/scenario.ts";
import type { StartProblem } from "../../serving/config/config.ts";
import type { Engine } from "../../serving/measurements/measurement.ts";
import { formatNumber } from "../../ui/format.ts";
import { texts } from "./texts.ts";

const say = texts.cannot;

/** In the place of a command that would not start: why, and what would. */
export function CannotStart({
  problems,
  engine,
  devices,
  onChange,
}: {
  problems: readonly StartProblem[];
  engine: Engine;
  devices: number;
  onChange: (part: Partial<Scenario>) => void;
}) {
  const counts = problems.flatMap((problem) =>
    problem.kind === "heads" || problem.kind === "nodes" || problem.kind === "memory"
      ? [problem.works]
      : [],
  );
  const [others = []] = counts;
  const runs = problems.find((problem) => problem.kind === "device")?.works ?? [];
  return (
    <div className="cannot" data-cannot={problems.map(({ kind }) => kind).join(" ")}>
      <p>{say.title(texts.engines[engine])}</p>
      <ul>
        {problems.map((problem) => (
          <li key={JSON.stringify(problem)}>{words(problem, engine, devices)}</li>
        ))}
        {counts.length > 0 && others.length === 0 && <li>{say.noCount}</li>}
      </ul>
      <p className="cannot-ways">
        {others.map((degree) => (
          <button
            key={degree}
            type="button"
            className="button"
            onClick={() => onChange({ tp: degree })}
          >
            {say.withDevices(degree)}
          </button>
        ))}
        {runs.map((name) => (
          <button
            key={name}
            type="button"
            className="button"
            onClick={() => onChange({ engine: name })}
          >
            {say.withEngine(texts.engines[name])}
          </button>
        ))}
      </p>
    </div>
  );
}

function words(problem: StartProblem, engine: Engine, devices: number): string {
  switch (problem.kind) {
    case "heads":
      return say.uneven(problem.model, formatNumber(problem.count), say[problem.what], devices);
    case "nodes":
      return say.nodes(devices);
    case "device":
      return say.device(texts.engines[engine], problem.works.length > 0);
    case "memory":
      return say.memory;
    case "context":
      return say.context(problem.model, formatNumber(problem.limit, 7));
    case "format":
      return say.format(problem.model, problem.dtype, texts.engines[engine]);
  }
}
