import { useState } from "react";
import { defaultScenario, type Scenario } from "../../scenario/scenario.ts";
import { Notice } from "../../ui/Notice.tsx";
import { QrFigure } from "../../ui/QrFigure.tsx";
import { linkTo } from "../shared/link.ts";
import { Camera } from "./Camera.tsx";
import { collectFiles, collectText, type Outcome } from "./collect.ts";
import { texts } from "./texts.ts";

interface Props {
  readonly scenario: Scenario;
  readonly outcome: Outcome | null;
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Where results come in: pasted, out of files, by camera; and the link by which a class begins. */
export function Collect({ scenario, outcome, onOutcome }: Props) {
  const [text, setText] = useState("");
  const { draft, target, temp, topp, seed, prompt, prompts, length, backend, gamma } = scenario;
  const lab = { draft, target, temp, topp, seed, prompt, prompts, length, backend, gamma };
  const join = linkTo({ ...defaultScenario, ...lab, view: "lab" });

  const take = (given: string) => {
    const found = collectText(given);
    onOutcome(found);
    setText(found.kind === "info" ? "" : given);
  };
  return (
    <div className="board-collect">
      <section className="board-in" aria-labelledby="board-in-title">
        <h2 id="board-in-title">{texts.collect}</h2>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") take(text);
          }}
        >
          <label className="control-label" htmlFor="board-paste">
            {texts.paste}
          </label>
          <textarea
            id="board-paste"
            className="field"
            rows={3}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onPaste={(event) => {
              const pasted = event.clipboardData.getData("text");
              if (text !== "" || pasted === "") return;
              event.preventDefault();
              take(pasted);
            }}
          />
          <div className="board-buttons">
            <button type="submit" className="button" disabled={text.trim() === ""}>
              {texts.add}
            </button>
            <label className="button board-files">
              {texts.files}
              <input
                type="file"
                multiple
                accept=".txt,.csv,.json,text/*,image/*"
                className="visually-hidden"
                onChange={async (event) => {
                  const input = event.currentTarget;
                  onOutcome(await collectFiles([...(input.files ?? [])]));
                  input.value = "";
                }}
              />
            </label>
          </div>
        </form>
        <p className="control-hint">{texts.filesHint}</p>
        <Camera onText={take} />
        <Notice messages={outcome === null ? [] : [{ id: outcome.text, ...outcome }]} />
      </section>
      <section className="board-join" aria-labelledby="board-join-title">
        <h2 id="board-join-title">{texts.join}</h2>
        <p className="control-hint">{texts.joinHint}</p>
        <QrFigure text={join} label={texts.joinQr} enlarge={texts.enlarge} />
        <a className="board-join-link" href={join}>
          {join.replace(/^https?:\/\//, "")}
        </a>
      </section>
    </div>
  );
}
