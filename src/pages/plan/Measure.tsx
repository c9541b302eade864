import { useMemo, useState } from "react";
import type { Scenario } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { maxAcceptance } from "../../sdsl/acceptance.ts";
import type { Measurement, Parsed } from "../../serving/measurements/measurement.ts";
import { parseMeasurements } from "../../serving/measurements/parse.ts";
import { fittedOverhead } from "../../serving/plan.ts";
import { formatFixed, formatNumber } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Points } from "./Points.tsx";
import { parseTyped } from "./parse.ts";
import { samples } from "./samples.ts";
import type { Setting } from "./setting.ts";
import { texts } from "./texts.ts";
import type { Planned } from "./usePlan.ts";
import { formatAlpha } from "./words.ts";

const say = texts.measure;
const digits = (value: number, count = 4) => Number(value.toPrecision(count));

/** The user's own numbers: pasted, dropped or typed; they calibrate the answer, through the link. */
export function Measure({
  planned,
  scenario,
  setting,
}: {
  planned: Planned | null;
  scenario: Scenario;
  setting: Setting;
}) {
  const change = useScenario((state) => state.change);
  const [text, setText] = useState("");
  const running = scenario.gamma === "auto" ? undefined : scenario.gamma;
  const parsed = useMemo(
    () => (text.trim() === "" ? null : parseMeasurements(text, running)),
    [text, running],
  );
  const read = async (files: FileList | null) => {
    const [file] = files ?? [];
    if (file !== undefined) setText(await file.text());
  };
  const inUse = inUseWords(scenario);
  const alpha = planned?.answer.plan.ranked[0]?.acceptance.alpha ?? 0.65;
  return (
    <section className="measure" aria-labelledby="measure-title">
      <h2 id="measure-title">{say.title}</h2>
      <p className="plan-text">{say.lead}</p>
      <div className="measure-grid">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; the field and the button do the same */}
        <div
          className="measure-input"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            const { files } = event.dataTransfer;
            if (files.length > 0) void read(files);
            else setText(event.dataTransfer.getData("text/plain"));
          }}
        >
          <label className="control-label" htmlFor="log">
            {say.field}
          </label>
          <textarea
            id="log"
            className="field"
            rows={7}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <label className="measure-file">
            <span className="control-hint">{say.file}</span>
            <input type="file" onChange={(event) => void read(event.currentTarget.files)} />
          </label>
          <p className="control-hint measure-samples">
            {say.samples}{" "}
            {(Object.keys(samples) as (keyof typeof samples)[]).map((name) => (
              <button
                key={name}
                type="button"
                className="link-button"
                onClick={() => setText(samples[name])}
              >
                {texts.samples[name]}
              </button>
            ))}
          </p>
        </div>
        <div className="measure-result" aria-live="polite">
          {parsed !== null && (
            <Result parsed={parsed} planned={planned} scenario={scenario} setting={setting} />
          )}
          <div className="measure-set">
            <Slider
              id="alpha"
              label={say.typed}
              symbol="α"
              color="alpha"
              value={scenario.alpha === "auto" ? alpha : scenario.alpha}
              auto={scenario.alpha === "auto"}
              min={0}
              max={maxAcceptance}
              step={0.001}
              scale="linear"
              ticks={[0, 0.2, 0.4, 0.6, 0.8].map((value) => ({ value, text: String(value) }))}
              format={formatAlpha}
              parse={parseTyped}
              onChange={(value, settled) => change({ alpha: value, positions: [] }, settled)}
              onAuto={() =>
                change(
                  scenario.alpha === "auto"
                    ? { alpha: digits(alpha, 3) }
                    : { alpha: "auto", positions: [] },
                )
              }
              onReset={() => change({ alpha: "auto", positions: [] })}
            />
            {setting.request.plan.drafts.length > 0 && (
              <Select
                id="with"
                label={say.with}
                value={scenario.with}
                options={[
                  { value: "auto", label: "the best by the plane" },
                  ...setting.request.plan.drafts.map(({ id }) => ({
                    value: id,
                    label: setting.draftName(id),
                  })),
                ]}
                onChange={(id) => change({ with: id })}
              />
            )}
          </div>
          {inUse !== "" && (
            <p className="measure-use">
              {say.inUse(inUse)}{" "}
              <button
                type="button"
                className="button"
                onClick={() =>
                  change({
                    alpha: "auto",
                    positions: [],
                    verify: [],
                    draftms: "auto",
                    with: "auto",
                    plane: "sdsl",
                    overhead: "auto",
                  })
                }
              >
                {say.forget}
              </button>
            </p>
          )}
        </div>
      </div>
      {parsed !== null && parsed.points.length > 0 && (
        <Points points={parsed.points} setting={setting} scenario={scenario} />
      )}
    </section>
  );
}

/** What of the scenario was measured. */
function inUseWords({ alpha, positions, verify, draftms, plane }: Scenario): string {
  return [
    alpha === "auto" ? "" : `α = ${formatAlpha(alpha)}`,
    positions.length === 0 ? "" : `${positions.length} positions`,
    verify.length === 0 ? "" : `T(k) at ${verify.length} lengths`,
    draftms === "auto" ? "" : `a draft step of ${formatNumber(draftms)} ms`,
    plane === "sdsl" ? "" : "your own plane",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

interface ResultProps {
  readonly parsed: Parsed;
  readonly planned: Planned | null;
  readonly scenario: Scenario;
  readonly setting: Setting;
}

function Result({ parsed, planned, scenario, setting }: ResultProps) {
  const change = useScenario((state) => state.change);
  const { measurement, bench, rejected, rejectedMore } = parsed;
  const nothing = measurement === null && bench === null && parsed.points.length === 0;
  const first = planned?.answer.plan.ranked[0];
  const drafts = setting.request.plan.drafts;
  const draft =
    drafts.find(({ id }) => id === scenario.with) ??
    drafts.find(({ id }) => id === first?.draft.id);
  const overhead =
    measurement?.iterationSeconds !== undefined && draft !== undefined
      ? fittedOverhead(setting.request.plan, draft, measurement.gamma, measurement.iterationSeconds)
      : undefined;
  const use = () =>
    change({
      ...(measurement === null
        ? {}
        : {
            alpha: digits(measurement.alpha),
            positions: (measurement.byPosition ?? []).map((rate) => digits(rate)),
            ...(measurement.engine === undefined ? {} : { engine: measurement.engine }),
            gamma: "auto" as const,
            ...(draft === undefined ? {} : { with: draft.id }),
            ...(measurement.batch === undefined ? {} : { batch: measurement.batch }),
            ...(overhead === undefined
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
      {nothing && <p>{say.nothing}</p>}
      {measurement !== null && <Numbers measurement={measurement} overhead={overhead} />}
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
        scenario.alpha !== "auto" && (
          <p className="measure-change">
            {planned.answer.plan.best === null
              ? say.stop(formatNumber(measurement.gamma, 2))
              : Math.round(measurement.gamma) === first.point.gamma
                ? say.keep(String(Math.round(measurement.gamma)))
                : say.change(formatNumber(measurement.gamma, 2), String(first.point.gamma))}
          </p>
        )}
      {(measurement !== null || bench !== null) && (
        <p>
          <button type="button" className="button button-main" onClick={use}>
            {say.use}
          </button>
        </p>
      )}
      <p className="control-hint">{say.used(parsed.used, parsed.skipped)}</p>
      {rejected.length > 0 && (
        <details className="measure-rejected" open>
          <summary>{say.rejected}</summary>
          <ul>
            {rejected.map(({ line, text, problem }) => (
              <li key={`${line} ${problem} ${text}`} data-refused={nothing ? problem : undefined}>
                {say.line(line)} {texts.problems[problem]}
                {text !== "" && line > 0 && <code>{text}</code>}
              </li>
            ))}
            {rejectedMore > 0 && <li>{say.more(rejectedMore)}</li>}
          </ul>
        </details>
      )}
    </>
  );
}

/** What was taken, for machines: only what the text holds. */
function Taken({ parsed: { measurement, bench } }: { readonly parsed: Parsed }) {
  const values: readonly (readonly [string, string | number | undefined])[] = [
    ["measured_gamma", measurement?.gammaAssumed ? undefined : measurement?.gamma],
    ["measured_tokens_per_iteration", measurement?.tokensPerIteration],
    ["measured_alpha", measurement?.alpha],
    ["measured_positions", measurement?.byPosition?.join(" ")],
    ["measured_iteration_ms", measurement?.iterationSeconds && measurement.iterationSeconds * 1e3],
    [
      "measured_verify_ms",
      bench?.verification.map(({ k, seconds }) => `${k}:${digits(seconds * 1e3, 6)}`).join(" "),
    ],
  ];
  return values.map(
    ([quantity, value]) =>
      value !== undefined && (
        <output key={quantity} hidden data-quantity={quantity} data-value={value} />
      ),
  );
}

function Numbers({
  measurement,
  overhead,
}: {
  measurement: Measurement;
  overhead: number | undefined;
}) {
  const { alpha, gamma, byPosition, iterationSeconds, batch } = measurement;
  const rows: readonly (readonly [string, string])[] = [
    [say.alpha, formatAlpha(alpha)],
    [say.gamma, `${formatNumber(gamma)}${measurement.gammaAssumed ? ` (${say.assumed})` : ""}`],
    [say.tokens, formatFixed(measurement.tokensPerIteration, 2)],
    [say.ratio, `${formatFixed(measurement.acceptedOfDrafted, 3)} (${say.ratioHint})`],
    ...(byPosition === undefined
      ? []
      : [[say.positions, byPosition.map((rate) => formatFixed(rate, 2)).join(", ")] as const]),
    ...(iterationSeconds === undefined
      ? []
      : [[say.iteration, `${formatNumber(iterationSeconds * 1e3)} ms`] as const]),
    ...(overhead === undefined
      ? []
      : [[say.overhead, `${formatNumber(overhead * 1e3)} ms`] as const]),
    ...(batch === undefined ? [] : [[say.batch, String(batch)] as const]),
  ];
  return (
    <>
      <dl className="measure-numbers">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="control-hint">
        {texts.definitions[measurement.definition]} {overhead !== undefined && say.overheadHint}
      </p>
    </>
  );
}
