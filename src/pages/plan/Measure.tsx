import { useMemo, useState } from "react";
import type { Scenario } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { maxAcceptance } from "../../sdsl/acceptance.ts";
import { parseMeasurements } from "../../serving/measurements/parse.ts";
import { formatNumber } from "../../ui/format.ts";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { MeasureResult } from "./MeasureResult.tsx";
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
            <MeasureResult
              parsed={parsed}
              planned={planned}
              scenario={scenario}
              setting={setting}
            />
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
