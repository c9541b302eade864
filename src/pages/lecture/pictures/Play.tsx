import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Judged, Turn } from "../../../measure/protocol.ts";
import { formatCount, formatPercent } from "../../../ui/format.ts";
import { guess } from "../../shared/use-lab.ts";
import { type Played, report, useLecture } from "../lecture-store.ts";
import { useBusy, useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { usePair } from "../use-pair.ts";
import { Waiting } from "./Waiting.tsx";

const mean = (values: readonly number[]) =>
  values.length === 0 ? Number.NaN : values.reduce((sum, v) => sum + v, 0) / values.length;

/** A person is the draft: the target judges each word by its own probabilities. */
export function Play() {
  const { scenario, explained } = useScene();
  const words = texts.play;
  const pair = usePair({ temperature: 1, prompt: scenario.prompt });
  const game = useLecture((state) => state.game);
  const of = `${pair.target?.id} ${scenario.prompt}`;
  const played = game.of === of ? game.played : [];
  const setPlayed = (played: readonly Played[]) => useLecture.setState({ game: { of, played } });
  const [typed, setTyped] = useState("");
  const [thinking, setThinking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const judged = played.flatMap(({ turn }) => turn.judged);
  const kept = judged.filter(({ accepted }) => accepted).length;
  const alpha = judged.length > 0 ? kept / judged.length : undefined;
  const last = played.at(-1);

  useEffect(() => report("own_alpha", alpha), [alpha]);
  useEffect(() => () => report("own_alpha", undefined), []);
  useBusy(thinking);

  if (pair.settings === null) return <Waiting family={pair.family} />;
  const { settings } = pair;
  const text = settings.prompt + played.map(({ turn }) => turn.added).join("");

  async function propose(event: FormEvent) {
    event.preventDefault();
    const word = typed.trim();
    if (word === "" || thinking) return;
    setThinking(true);
    try {
      const next = /^[.,!?;:'’"]/.test(word) ? word : ` ${word}`;
      const turn = await guess(settings, text, next);
      setPlayed([...played, { turn, word }]);
      setTyped("");
      setFailure(null);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setThinking(false);
      field.current?.focus();
    }
  }

  return (
    <div className="play">
      <p className="live-text" aria-live="polite">
        {settings.prompt}
        {played.map(({ turn }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place in the text
          <Words key={i} turn={turn} />
        ))}
        <span className="live-caret" aria-hidden="true" />
      </p>
      <form className="play-form" onSubmit={propose}>
        <label className="control-label" htmlFor="next-word">
          {words.label}
        </label>
        <div className="play-row">
          <input
            ref={field}
            id="next-word"
            className="field"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={30}
            value={typed}
            readOnly={thinking}
            disabled={last?.turn.ended}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <button type="submit" className="button" disabled={thinking || last?.turn.ended}>
            {words.propose}
          </button>
          {played.length > 0 && (
            <button type="button" className="button" onClick={() => setPlayed([])}>
              {words.anew}
            </button>
          )}
        </div>
        {failure && (
          <p className="control-hint" role="alert">
            {failure}
          </p>
        )}
      </form>
      {last && <Verdict played={last} />}
      {alpha !== undefined && (
        <dl className="play-score">
          <div>
            <dt>{words.yours}</dt>
            <dd className="ink-alpha">
              <output data-quantity="own_alpha" data-value={alpha}>
                {formatPercent(alpha, 2)}
              </output>
            </dd>
            <dd className="play-small">{words.count(kept, judged.length)}</dd>
          </div>
          {explained && pair.draft && (
            <div>
              <dt>{words.drafts(formatCount(pair.draft.params))}</dt>
              <dd className="ink-draft">
                {formatPercent(mean(judged.map(({ draft }) => draft)), 2)}
              </dd>
              <dd className="play-small">{words.samePlaces}</dd>
            </div>
          )}
        </dl>
      )}
    </div>
  );
}

/** What a turn added: the accepted part, then the target's own. */
function Words({ turn }: { turn: Turn }) {
  const accepted = turn.added.slice(0, turn.added.length - turn.correction.length);
  const fallen = turn.judged.find(({ accepted: ok }) => !ok);
  return (
    <>
      {accepted && <span className="play-kept">{accepted}</span>}
      {fallen && <s className="play-fallen">{fallen.text.trim()}</s>}
      {turn.correction && <span className="play-correction">{turn.correction}</span>}
    </>
  );
}

/** How the last word fared, token by token, and what the target had in mind. */
function Verdict({ played: { turn } }: { played: Played }) {
  const words = texts.play;
  const final: Judged | undefined = turn.judged.at(-1);
  if (final === undefined) return null;
  return (
    <div className="play-verdict" aria-live="polite">
      <ul className="play-tokens">
        {turn.judged.map((token, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
          <li key={i} data-accepted={token.accepted}>
            <b>{token.text.trim() || "␣"}</b>{" "}
            {words.decided(formatPercent(token.p, 2), token.accepted)}
          </li>
        ))}
        {turn.ended && <li>{words.ended}</li>}
      </ul>
      <ul className="play-top" aria-label={words.top}>
        {final.top.map(({ text, p }) => (
          <li key={text}>
            <span className="play-top-text">{text.trim() || "␣"}</span>
            <span className="play-top-track">
              <span style={{ width: `${p * 100}%` }} />
            </span>
            <span className="play-top-value">{formatPercent(p, 2)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
