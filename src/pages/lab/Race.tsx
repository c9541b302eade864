import { memo, useState } from "react";
import type { LaneState, WrittenToken } from "../shared/lab-state.ts";
import { race, tell } from "./texts.tsx";

interface Props {
  readonly prompt: string;
  readonly speculative: LaneState;
  readonly autoregressive: LaneState;
  readonly temperature: number;
}

/** Two texts, one with a draft and one by the target alone: the same if greedy, else of one distribution. */
export function Race({ prompt, speculative, autoregressive, temperature }: Props) {
  const [chosen, setChosen] = useState<WrittenToken | null>(null);
  return (
    <section className="race" aria-labelledby="race-title">
      <h2 id="race-title">{race.heading(temperature)}</h2>
      <p className="control-hint">{race.lossless(temperature)}</p>
      <ul className="race-key">
        <li>
          <span className="token token-drafted">{race.key.drafted}</span>
        </li>
        <li>
          <span className="token token-correction">{race.key.correction}</span>
        </li>
        <li>
          <span className="token token-bonus">{race.key.bonus}</span>
        </li>
        <li>
          <s className="token-rejected">{race.key.rejected}</s>
        </li>
      </ul>
      <div className="race-lanes">
        <Lane
          title={race.speculative}
          prompt={prompt}
          lane={speculative}
          onPoint={setChosen}
          live
        />
        <Lane
          title={race.autoregressive}
          prompt={prompt}
          lane={autoregressive}
          onPoint={setChosen}
        />
      </div>
      <p className="race-detail" aria-live="off">
        {chosen ? tell(chosen) : race.hint}
      </p>
    </section>
  );
}

interface LaneProps {
  readonly title: string;
  readonly prompt: string;
  readonly lane: LaneState;
  readonly onPoint: (token: WrittenToken | null) => void;
  /** Shows the newest iteration's rejected proposals. */
  readonly live?: boolean;
}

function Lane({ title, prompt, lane, onPoint, live }: LaneProps) {
  return (
    <article className="lane">
      <header className="lane-head">
        <h3>{title}</h3>
        <p className="lane-clock">{race.clock(lane.tokens.length, lane.milliseconds)}</p>
      </header>
      <p className="lane-text" data-running={lane.running}>
        <span className="lane-prompt">{prompt}</span>
        {lane.tokens.map((token, i) => (
          <Token
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the text
            key={i}
            token={token}
            fresh={live === true && lane.running && i >= lane.tokens.length - 8}
            onPoint={onPoint}
          />
        ))}
      </p>
    </article>
  );
}

const Token = memo(function Token({
  token,
  fresh,
  onPoint,
}: {
  token: WrittenToken;
  fresh: boolean;
  onPoint: (token: WrittenToken | null) => void;
}) {
  return (
    <>
      {fresh && token.rejected && <s className="token-rejected">{token.rejected.text}</s>}
      <span
        className={`token token-${token.origin}`}
        data-rejected={token.rejected ? "" : undefined}
        onPointerEnter={() => onPoint(token)}
        onPointerLeave={() => onPoint(null)}
      >
        {token.text}
      </span>
    </>
  );
});
