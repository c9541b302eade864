import type { Scenario } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { contradictions } from "../../serving/contradictions.ts";
import type { Parsed, Rejected } from "../../serving/measurements/measurement.ts";
import { fittedOverhead } from "../../serving/plan.ts";
import { formatNumber } from "../../ui/format.ts";
import { Doubts } from "./Doubts.tsx";
import { MeasureNumbers, Taken } from "./MeasureNumbers.tsx";
import type { Setting } from "./setting.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";

const say = texts.measure;
const digits = (value: number, count = 4) => Number(value.toPrecision(count));

interface Props {
  readonly parsed: Parsed;
  readonly planned: Planned | null;
  readonly scenario: Scenario;
  readonly setting: Setting;
}

/** What was read, what speaks against it, and the button that takes it. */
export function MeasureResult({ parsed, planned, scenario, setting }: Props) {
  const change = useScenario((state) => state.change);
  const { measurement, bench, rejected, rejectedMore, format } = parsed;
  const nothing = measurement === null && bench === null && parsed.points.length === 0;
  const first = planned?.answer.plan.ranked[0];
  const { plan } = setting.request;
  const { drafts } = plan;
  const draft =
    drafts.find(({ id }) => id === scenario.with) ??
    drafts.find(({ id }) => id === first?.draft.id);
  const overhead =
    measurement?.iterationSeconds !== undefined && draft !== undefined
      ? fittedOverhead(plan, draft, measurement.gamma, measurement.iterationSeconds)
      : undefined;
  const doubts = nothing ? [] : contradictions(plan, draft, parsed);
  const take = (times: boolean) =>
    change({
      ...(measurement === null
        ? {}
        : {
            alpha: digits(measurement.alpha),
            positions: (measurement.byPosition ?? []).map((rate) => digits(rate)),
            ...(measurement.engine === undefined ? {} : { engine: measurement.engine }),
            ...(draft === undefined ? {} : { with: draft.id }),
            ...(measurement.batch === undefined || !times ? {} : { batch: measurement.batch }),
            ...(overhead === undefined || !times
              ? {}
              : { overhead: Math.min(1000, digits(overhead * 1e3, 3)) }),
          }),
      ...(bench === null
        ? {}
        : {
            verify: bench.verification.map(({ k, seconds }) => ({ k, ms: digits(seconds * 1e3) })),
            ...(bench.draft === undefined || draft === undefined
              ? {}
              : { draftms: digits(bench.draft.seconds * 1e3), with: draft.id }),
          }),
    });
  return (
    <>
      <h3>{say.useTitle}</h3>
      {nothing && rejected.every(({ problem }) => problem === "unknown") && <p>{say.nothing}</p>}
      {measurement !== null && <MeasureNumbers measurement={measurement} overhead={overhead} />}
      <Taken parsed={parsed} />
      {bench !== null && (
        <p>
          {say.bench(bench.model, bench.verification.length)}
          {bench.draft &&
            `, ${say.benchDraft(bench.draft.model, formatNumber(bench.draft.seconds * 1e3))}`}
          .
        </p>
      )}
      {parsed.points.length > 0 && <p>{say.points(parsed.points.length)}.</p>}
      {measurement !== null &&
        planned !== null &&
        first !== undefined &&
        scenario.alpha !== "auto" &&
        scenario.gamma === "auto" && (
          <p className="measure-change">
            {planned.answer.plan.best === null
              ? say.stop(formatNumber(measurement.gamma, 2))
              : Math.round(measurement.gamma) === first.point.gamma
                ? say.keep(String(Math.round(measurement.gamma)))
                : say.change(formatNumber(measurement.gamma, 2), String(first.point.gamma))}
          </p>
        )}
      {doubts.length > 0 && <Doubts doubts={doubts} setting={setting} />}
      {(measurement !== null || bench !== null) && (
        <p className="measure-take">
          {doubts.length > 0 && measurement !== null && (
            <button type="button" className="button button-main" onClick={() => take(false)}>
              {say.useAcceptance}
            </button>
          )}
          <button
            type="button"
            className={doubts.length > 0 && measurement !== null ? "button" : "button button-main"}
            onClick={() => take(true)}
          >
            {doubts.length > 0 ? say.useAllTheSame : say.use}
          </button>
        </p>
      )}
      {format !== null && (
        <p className="control-hint">
          {say.readAs(texts.formats[format])} {say.used(parsed.used, parsed.skipped)}
        </p>
      )}
      {rejected.length > 0 && (
        <details className="measure-rejected" open>
          <summary>{say.rejected}</summary>
          <ul>
            {rejected.map((one) => (
              <Refused key={`${one.line} ${one.problem} ${one.text}`} of={one} all={nothing} />
            ))}
            {rejectedMore > 0 && <li>{say.more(rejectedMore)}</li>}
          </ul>
        </details>
      )}
    </>
  );
}

function Refused({ of: { line, text, problem }, all }: { of: Rejected; all: boolean }) {
  return (
    <li data-refused={all ? problem : undefined}>
      {say.line(line)} {texts.problems[problem]}
      {problem === "several-formats" && `: ${formatNames(text)}`}
      {text !== "" && line > 0 && <code>{text}</code>}
    </li>
  );
}

const formatNames = (text: string): string =>
  text
    .split(" ")
    .map((name) => texts.formats[name as keyof typeof texts.formats] ?? name)
    .join(", ");
