import { useLayoutEffect } from "react";
import { download } from "../../charts/download.ts";
import { useVisible } from "../../scenario/use.ts";
import "../shared/page.css";
import "./evidence.css";
import { Figures } from "./Figures.tsx";
import { Measured } from "./Measured.tsx";
import { rowsTable, scoreFigure } from "./measured-rows.ts";
import { RatioChart, TrainingChart } from "./PaperCharts.tsx";
import {
  claimRows,
  claimTable,
  lineReading,
  optimalDrafts,
  planeFit,
  scanFigure,
  straightLines,
  unknownWords,
} from "./paper-tables.ts";
import {
  claims,
  law,
  limits,
  plane,
  scan,
  sections,
  table,
  title,
  ui,
  verdicts,
} from "./texts.tsx";

/** The paper's claims beside our own computation, and beside what others measured. */
export function EvidencePage() {
  const visible = useVisible();
  useLayoutEffect(() => {
    document.documentElement.dataset.settled = "true";
  });
  return (
    <main id="main" className="evidence">
      {visible("intro") ? (
        <div className="title">
          <h1>{title.heading}</h1>
          <p>{title.lead}</p>
        </div>
      ) : (
        <h1 className="visually-hidden">{title.heading}</h1>
      )}
      <nav className="evidence-contents" aria-label={ui.contents}>
        {sectionIds.filter(visible).map((id) => (
          <a
            key={id}
            href={`#${id}`}
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(id)?.scrollIntoView();
            }}
          >
            {sections[id]}
          </a>
        ))}
      </nav>
      <Section id="claims">
        <Figures
          name="claims"
          caption={claims.caption}
          table={claimTable}
          cells={claimRows.map(({ name, published, ours, deviationText, note, verdict }) => [
            <span key="claim" className="claim">
              {name}
              <small>{note}</small>
            </span>,
            <span key="verdict" className="verdict" data-verdict={verdict}>
              {verdicts[verdict]}
            </span>,
            published,
            ours,
            deviationText,
          ])}
        />
      </Section>
      <Section id="table" lead={table.lead}>
        <Figures {...optimalDrafts}>
          <p className="figures-note">{table.note}</p>
          <p className="figures-reading">{unknownWords}</p>
        </Figures>
        <div className="evidence-pair">
          <TrainingChart />
          <Figures {...scanFigure}>
            <p className="figures-note">{scan.note}</p>
          </Figures>
        </div>
      </Section>
      <Section id="law" lead={law.lead}>
        <Figures {...straightLines}>
          <p className="figures-note">{law.note}</p>
          <p className="figures-reading">{lineReading}</p>
        </Figures>
        <RatioChart />
      </Section>
      <Section id="plane" lead={plane.lead}>
        <div className="evidence-pair">
          <Figures {...planeFit}>
            <p className="figures-note">{plane.note}</p>
          </Figures>
          <p className="not-held">{plane.notHeld}</p>
        </div>
      </Section>
      <Section id="measured">
        <Measured />
      </Section>
      <Section id="limits">
        <dl className="limits">
          {limits.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <p>
          <button type="button" className="button" onClick={saveAll}>
            {ui.all}
          </button>
        </p>
      </Section>
    </main>
  );
}

const sectionIds = Object.keys(sections) as readonly (keyof typeof sections)[];

function Section({
  id,
  lead,
  children,
}: {
  id: keyof typeof sections;
  lead?: string;
  children: React.ReactNode;
}) {
  const visible = useVisible();
  if (!visible(id)) return null;
  return (
    <section id={id} className="evidence-section" aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{sections[id]}</h2>
      {lead && <p className="evidence-lead">{lead}</p>}
      {children}
    </section>
  );
}

/** Every table of the page in one file. */
function saveAll() {
  const tables = {
    claims: claimTable,
    optimal_drafts: optimalDrafts.table,
    scan: scanFigure.table,
    straight_line: straightLines.table,
    plane_fit: planeFit.table,
    mape: scoreFigure.table,
    measurements: rowsTable,
  };
  download(JSON.stringify(tables, null, 1), "sdsl-evidence.json", "application/json");
}
