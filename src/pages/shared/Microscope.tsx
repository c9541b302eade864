import { useEffect, useState } from "react";
import type { Magnified, RunSettings, Traced } from "../../measure/protocol.ts";
import { formatFixed } from "../../ui/format.ts";
import "./microscope.css";
import { microscope } from "./lab-texts.ts";
import { magnify } from "./use-lab.ts";

interface Props {
  readonly iterations: readonly Traced[];
  readonly chosen: number;
  readonly onChoose: (iteration: number) => void;
  /** The settings that the iterations came from; null while a run is under way. */
  readonly settings: RunSettings | null;
  /** Shows what was proposed and keeps the decisions to itself. */
  readonly sealed?: boolean;
}

const speeds = [2000, 1200, 600, 250];

/** One iteration, decision by decision: proposals, p and q, the coin, the residual, the roll-back. */
export function Microscope({ iterations, chosen, onChoose, settings, sealed }: Props) {
  const trace = iterations[chosen];
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const [magnified, setMagnified] = useState<{ position: number; view: Magnified } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const position = trace?.iteration.position ?? -1;

  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (chosen + 1 < iterations.length) onChoose(chosen + 1);
      else setPlaying(false);
    }, speeds[speed]);
    return () => clearTimeout(timer);
  }, [playing, speed, chosen, iterations.length, onChoose]);

  useEffect(() => {
    if (settings === null || position < 0 || playing) return;
    let wanted = true;
    magnify(settings, position).then(
      (view) => {
        if (!wanted) return;
        setMagnified({ position, view });
        setFailure(null);
      },
      (error: unknown) =>
        wanted && setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [settings, position, playing]);

  if (!trace) return null;
  const { iteration, proposed } = trace;
  const view = magnified?.position === position ? magnified.view : null;
  const step = (by: number) => {
    setPlaying(false);
    onChoose(Math.min(iterations.length - 1, Math.max(0, chosen + by)));
  };
  const accepted = iteration.verdicts.filter((verdict) => verdict.accepted).length;
  const rolledBack =
    iteration.verdicts.length > accepted ? iteration.proposals.length - accepted : 0;
  return (
    <section
      className="microscope"
      aria-labelledby="microscope-title"
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") step(1);
        else if (event.key === "ArrowLeft") step(-1);
        else return;
        event.preventDefault();
      }}
    >
      <div className="microscope-head">
        <h2 id="microscope-title">{microscope.heading}</h2>
        <div className="microscope-keys">
          <button type="button" className="button" onClick={() => step(-1)} disabled={chosen === 0}>
            {microscope.back}
          </button>
          <button type="button" className="button" onClick={() => setPlaying(!playing)}>
            {playing ? microscope.pause : microscope.play}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => step(1)}
            disabled={chosen + 1 >= iterations.length}
          >
            {microscope.step}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => setSpeed(Math.max(0, speed - 1))}
            disabled={speed === 0}
          >
            {microscope.slower}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => setSpeed(Math.min(speeds.length - 1, speed + 1))}
            disabled={speed === speeds.length - 1}
          >
            {microscope.faster}
          </button>
        </div>
      </div>
      <p className="microscope-count">
        {microscope.count(
          chosen + 1,
          iterations.length,
          iteration.proposals.length,
          sealed ? null : { accepted, added: iteration.tokens.length, rolledBack },
        )}
      </p>
      <ol className="decisions">
        {iteration.proposals.map((proposal, i) => {
          const verdict = sealed ? undefined : iteration.verdicts[i];
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a proposal is its place
              key={i}
              className="decision"
              data-outcome={
                sealed
                  ? "sealed"
                  : verdict === undefined
                    ? "unjudged"
                    : verdict.accepted
                      ? "accepted"
                      : "rejected"
              }
            >
              <p className="decision-token">{show(proposed[i] ?? "")}</p>
              <Bar name="q" value={proposal.q} color="var(--draft)" />
              {verdict && <Bar name="p" value={verdict.p} color="var(--target)" />}
              <p className="decision-words">
                {sealed
                  ? microscope.sealed
                  : verdict === undefined
                    ? microscope.unjudged
                    : microscope.verdict(
                        verdict.coin,
                        Math.min(1, verdict.p / proposal.q),
                        verdict.accepted,
                      )}
              </p>
              {!sealed && view?.rows[i] && (
                <Top rows={view.rows[i].top} rejected={verdict?.accepted === false} />
              )}
            </li>
          );
        })}
        {!sealed && iteration.closing && (
          <li className="decision" data-outcome={iteration.closing.origin}>
            <p className="decision-token">{show(trace.texts.at(-1) ?? "")}</p>
            <Bar name="p" value={iteration.closing.p} color="var(--target)" />
            <p className="decision-words">{microscope.closing[iteration.closing.origin]}</p>
          </li>
        )}
      </ol>
      {failure && <p className="control-hint">{failure}</p>}
    </section>
  );
}

const show = (text: string) =>
  text === "" ? microscope.end : text.replaceAll(" ", "␣").replaceAll("\n", "⏎");

function Bar({ name, value, color }: { name: string; value: number; color: string }) {
  return (
    <p className="probability">
      <span className="probability-name">{name}</span>
      <span className="probability-track">
        <span style={{ width: `${Math.min(100, value * 100)}%`, background: color }} />
      </span>
      <span className="probability-value">{formatFixed(value, 3)}</span>
    </p>
  );
}

/** The most probable tokens, with q over p; where the proposal fell, what is left to draw from. */
function Top({ rows, rejected }: { rows: Magnified["rows"][number]["top"]; rejected: boolean }) {
  return (
    <ul className="top-tokens">
      {rows.slice(0, 5).map((row) => (
        <li key={row.text}>
          <span className="top-text">{show(row.text)}</span>
          <span className="top-bars">
            <span style={{ width: `${row.q * 100}%`, background: "var(--draft)" }} />
            <span style={{ width: `${row.p * 100}%`, background: "var(--target)" }} />
            {rejected && (
              <span style={{ width: `${row.residual * 100}%`, background: "var(--alpha)" }} />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
