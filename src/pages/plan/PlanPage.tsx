import type { Hideable } from "../../scenario/scenario.ts";
import { isVisible } from "../../scenario/visible.ts";
import { Notice } from "../../ui/Notice.tsx";
import "../shared/page.css";
import "./plan.css";
import { ByLoad } from "./ByLoad.tsx";
import { Configure } from "./Configure.tsx";
import { BatchChart, LoadMap, LookaheadChart, VerifyChart } from "./charts.tsx";
import { DraftTable } from "./DraftTable.tsx";
import { GoodputChart } from "./GoodputChart.tsx";
import { Measure } from "./Measure.tsx";
import { Moves } from "./Moves.tsx";
import { PlanControls } from "./PlanControls.tsx";
import { Train } from "./Train.tsx";
import { texts } from "./texts.ts";
import { usePlan } from "./usePlan.ts";
import { Verdict } from "./Verdict.tsx";

/** Is speculation worth it here, with which draft, and what to paste. */
export function PlanPage() {
  const { scenario, setting, shown, trailing, failure, retry } = usePlan();
  const visible = (name: Hideable) => isVisible(scenario, name);
  return (
    <main id="main" className="plan">
      {visible("intro") && (
        <div className="title">
          <h1>{texts.title}</h1>
          <p>{texts.lead}</p>
        </div>
      )}
      <div className="plan-status">
        <Notice
          messages={[
            ...setting.notices.map((text) => ({ id: text, text, kind: "warn" as const })),
            ...(failure === null ? [] : [{ id: "worker", text: failure, kind: "warn" as const }]),
          ]}
        />
        {failure !== null && (
          <button type="button" className="button" onClick={retry}>
            {texts.again}
          </button>
        )}
      </div>
      {visible("settings") && (
        <aside className="plan-controls" aria-label={texts.controls.aside}>
          <PlanControls
            scenario={scenario}
            setting={setting}
            gamma={shown?.answer.plan.ranked[0]?.point.gamma ?? 4}
          />
        </aside>
      )}
      <div className="plan-answer">
        {visible("headline") &&
          (shown ? <Verdict planned={shown} /> : <div className="verdict verdict-waiting" />)}
        {trailing && (
          <>
            {visible("table") && <DraftTable planned={trailing} />}
            {visible("configure") && <Configure planned={trailing} />}
            {visible("moves") && <Moves planned={trailing} />}
            {visible("charts") && <ByLoad planned={trailing} />}
            {visible("charts") && (
              <div className="chart-grid-2">
                <BatchChart planned={trailing} />
                <LoadMap planned={trailing} />
                <LookaheadChart planned={trailing} />
                <VerifyChart planned={trailing} />
                <GoodputChart planned={trailing} />
              </div>
            )}
          </>
        )}
        {(trailing || failure !== null) && visible("measured") && (
          <Measure planned={trailing} scenario={scenario} setting={setting} />
        )}
        {trailing && visible("train") && <Train planned={trailing} />}
      </div>
    </main>
  );
}
