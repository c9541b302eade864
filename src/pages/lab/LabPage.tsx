import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { FamilyModel, RunSettings } from "../../measure/protocol.ts";
import { useScenario, useVisible } from "../../scenario/use.ts";
import { Notice } from "../../ui/Notice.tsx";
import { DeviceView } from "./DeviceView.tsx";
import { Downloads } from "./Downloads.tsx";
import { Exports } from "./Exports.tsx";
import "../shared/page.css";
import "./lab.css";
import { toFetch, useKept } from "../shared/kept.ts";
import {
  type OwnModels,
  pairOf,
  runSettings,
  sameSettings,
  scenarioOf,
} from "../shared/lab-settings.ts";
import { namesOf } from "../shared/lab-words.ts";
import { Microscope } from "../shared/Microscope.tsx";
import { show, startRun, stop, useFamily, useLab } from "../shared/use-lab.ts";
import { useRefusal } from "../shared/use-refusal.ts";
import { storedWords } from "./file-texts.ts";
import { LabControls } from "./LabControls.tsx";
import { MeasuredCharts } from "./MeasuredCharts.tsx";
import { Race } from "./Race.tsx";
import { RunButtons } from "./RunButtons.tsx";
import { Before, Status } from "./Status.tsx";
import { readStored } from "./stored/stored.ts";
import { ThreeNumbers } from "./ThreeNumbers.tsx";
import { Timeline } from "./Timeline.tsx";
import { bench, page } from "./texts.tsx";

/** Real speculative decoding on this device, measured beside predicted. */
export function LabPage() {
  const family = useFamily();
  const visible = useVisible();
  return (
    <main id="main" className="lab">
      {visible("intro") ? (
        <div className="title">
          <h1>{page.heading}</h1>
          <p>{page.lead}</p>
        </div>
      ) : (
        <h1 className="visually-hidden">{page.bare}</h1>
      )}
      {family.state === "loading" && <p className="lab-loading">{page.loading}</p>}
      {family.state === "failed" && (
        <div className="lab-failure">
          <Notice messages={[{ id: "family", text: family.message, kind: "warn" }]} />
          <button type="button" className="button" onClick={family.retry}>
            {page.again}
          </button>
        </div>
      )}
      <Bench
        models={family.state === "ready" ? family.models : []}
        ready={family.state === "ready"}
      />
    </main>
  );
}

const noOwn: OwnModels = { target: null, draft: null };

function Bench({ models, ready }: { models: readonly FamilyModel[]; ready: boolean }) {
  const scenario = useScenario((state) => state.scenario);
  const lab = useLab();
  const visible = useVisible();
  const [own, setOwn] = useState<OwnModels>(noOwn);
  const [chosen, setChosen] = useState(0);
  const settings = runSettings(scenario, models, own);
  const [refused, setRefused] = useState<string | null>(null);
  const change = useScenario((state) => state.change);
  const busy = lab.activity !== "idle";
  const ran = lab.settings;

  const run = useCallback((wanted: RunSettings) => {
    setChosen(0);
    setRefused(null);
    return startRun(wanted);
  }, []);

  const started = useRef(false);
  useEffect(() => {
    if (!scenario.run || started.current || settings === null) return;
    started.current = true;
    void run(settings);
  }, [scenario.run, settings, run]);

  // A page that is left stops what it runs.
  useEffect(() => stop, []);

  // The lookahead alone reaches a run that is under way.
  const changed =
    ran !== null &&
    settings !== null &&
    !sameSettings(ran, busy ? { ...settings, gamma: ran.gamma } : settings);
  const stale = changed && !busy;
  const waitingForAutorun = scenario.run && !started.current && lab.failure === null;
  useLayoutEffect(() => {
    document.documentElement.dataset.settled = String(
      ready && !busy && !stale && !waitingForAutorun,
    );
  });

  const openFile = async (file: File) => {
    const text = await file.text().catch(() => null);
    const { state, problem } =
      text === null
        ? { state: null, problem: storedWords.unreadable }
        : readStored(text, file.name);
    setRefused(problem === null ? null : storedWords.refused(file.name, problem));
    if (state === null) return;
    setOwn(noOwn);
    show(state);
    if (state.settings) change({ ...scenarioOf(state.settings), run: false });
  };

  const refusal = useRefusal(settings);
  const tooLong = lab.failure?.code === "prompt-too-long" ? lab.failure.message : null;
  const something = lab.prediction !== null || lab.points.length > 0 || lab.comparison.length > 0;
  const nameOf = namesOf(models);
  const pair = pairOf(scenario, models);
  const { unknown } = pair;
  const [looks, setLooks] = useState(0);
  const kept = useKept(models, `${busy} ${looks}`);
  const here = new Set(kept);
  if (lab.result !== null && ran !== null && lab.stored === null)
    for (const { id } of toFetch(ran, models, new Set())) here.add(id);
  const trace = lab.lanes.speculative.iterations;
  const following = busy
    ? Math.max(0, trace.length - 1)
    : Math.min(chosen, Math.max(0, trace.length - 1));
  return (
    <>
      {ready && unknown.length > 0 && (
        <Notice
          messages={[
            {
              id: "unknown",
              text: page.unknown(unknown),
              kind: "warn",
            },
          ]}
        />
      )}
      <aside className="lab-controls" aria-label={bench.name}>
        <RunButtons
          lab={lab}
          settings={refusal === null ? settings : null}
          stale={stale}
          onRun={run}
        />
        {!busy && settings !== null && kept !== null && (
          <Downloads
            settings={settings}
            models={models}
            here={here}
            kept={kept}
            onKept={() => setLooks(looks + 1)}
          />
        )}
        {visible("settings") && (
          <LabControls
            scenario={scenario}
            models={models}
            own={own}
            onOwn={setOwn}
            gamma={lab.prediction?.gamma ?? null}
            refusedPrompt={refusal ?? (tooLong && !stale ? tooLong : null)}
          />
        )}
      </aside>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; a button inside does the same */}
      <div
        className="lab-stage"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const [file] = event.dataTransfer.files;
          if (file && !busy) void openFile(file);
        }}
      >
        <Status
          lab={lab}
          changed={changed}
          refused={refused}
          toldByField={tooLong !== null && visible("settings") && scenario.prompts === "one"}
        />
        <ThreeNumbers lab={lab} nameOf={nameOf} />
        {!busy && !something && <Before />}
        {visible("race") &&
          (lab.activity === "running" || lab.lanes.autoregressive.tokens.length > 0) && (
            <Race
              prompt={(ran ?? settings)?.prompt ?? ""}
              speculative={lab.lanes.speculative}
              autoregressive={lab.lanes.autoregressive}
              temperature={(ran ?? settings)?.temperature ?? scenario.temp}
            />
          )}
        {trace.length > 0 && (
          <>
            {visible("timeline") && (
              <Timeline iterations={trace} chosen={following} onChoose={setChosen} />
            )}
            {visible("microscope") && (
              <Microscope
                iterations={trace}
                chosen={following}
                onChoose={setChosen}
                settings={busy ? null : ran}
              />
            )}
          </>
        )}
        {visible("measured") && (
          <MeasuredCharts
            lab={lab}
            models={models}
            pair={own.target === null && own.draft === null ? pair : null}
            greedy={scenario.temp === 0}
            onChoose={(target, draft) => change({ target, draft })}
          />
        )}
        {visible("device") && lab.device && (
          <DeviceView card={lab.device} stored={lab.stored !== null} />
        )}
        {visible("files") && <Exports lab={lab} busy={busy} onOpen={openFile} />}
      </div>
    </>
  );
}
