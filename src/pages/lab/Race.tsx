import { memo, useState } from "react";
import { formatFixed, formatNumber, formatTime } from "../../ui/format.ts";
import type { LaneState, WrittenToken } from "../shared/lab-state.ts";

interface Props {
  readonly prompt: string;
  readonly speculative: LaneState;
  readonly autoregressive: LaneState;
}

const originWords: Record<WrittenToken["origin"], string> = {
  drafted: "drafted and accepted",
  correction: "corrected by the target",
  bonus: "a bonus of the target",
  target: "written by the target",
};

/** The same text twice: with a draft, and by the target alone. */
export function Race({ prompt, speculative, autoregressive }: Props) {
  const [chosen, setChosen] = useState<WrittenToken | null>(null);
  return (
    <section className="race" aria-labelledby="race-title">
      <h2 id="race-title">The same story, twice</h2>
      <ul className="race-key">
        <li>
          <span className="token token-drafted">drafted, accepted</span>
        </li>
        <li>
          <span className="token token-correction">corrected</span>
        </li>
        <li>
          <span className="token token-bonus">bonus</span>
        </li>
        <li>
          <s className="token-rejected">rejected</s>
        </li>
      </ul>
      <div className="race-lanes">
        <Lane title="With the draft" prompt={prompt} lane={speculative} onPoint={setChosen} live />
        <Lane title="Target alone" prompt={prompt} lane={autoregressive} onPoint={setChosen} />
      </div>
      <p className="race-detail" aria-live="off">
        {chosen
          ? tell(chosen)
          : "Written one after the other, each with a clock of its own. Point at a token to see how it was decided."}
      </p>
    </section>
  );
}

function tell(token: WrittenToken): string {
  const number = (value: number | null) => (value === null ? "–" : formatFixed(value, 3));
  const shown = (text: string) => `“${text.replaceAll("\n", "⏎")}”`;
  if (token.rejected) {
    const { text, p, q, coin } = token.rejected;
    return `The draft proposed ${shown(text)} with q = ${number(q)}; the target gives it p = ${number(p)}; the coin ${number(coin)} is not below p/q = ${number(Math.min(1, p / q))}, so it is rejected and the target writes ${shown(token.text)}.`;
  }
  if (token.origin === "drafted")
    return `${shown(token.text)}: ${originWords.drafted}. q = ${number(token.q)}, p = ${number(token.p)}, coin ${number(token.coin)} below min(1, p/q) = ${number(Math.min(1, (token.p ?? 0) / (token.q ?? 1)))}.`;
  return `${shown(token.text)}: ${originWords[token.origin]}, with probability ${number(token.p)}.`;
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
  const rate = lane.milliseconds > 0 ? (lane.tokens.length / lane.milliseconds) * 1000 : 0;
  return (
    <article className="lane">
      <header className="lane-head">
        <h3>{title}</h3>
        <p className="lane-clock">
          {lane.tokens.length} tokens in {formatTime(lane.milliseconds)}
          {rate > 0 && `, ${formatNumber(rate)} a second`}
        </p>
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
