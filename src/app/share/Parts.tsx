import type { Hideable } from "../../scenario/scenario.ts";
import { partNames, texts } from "./texts.ts";

interface Props {
  /** Those that can be left out. */
  readonly parts: readonly Hideable[];
  readonly hide: readonly Hideable[];
  readonly onHide: (hide: readonly Hideable[]) => void;
}

/** What a link shows: a box to check for each control and panel. */
export function Parts({ parts, hide, onHide }: Props) {
  return (
    <fieldset className="share-parts">
      <legend className="control-label">{texts.parts}</legend>
      <div className="share-boxes">
        {parts.map((part) => (
          <label key={part}>
            <input
              type="checkbox"
              name={part}
              checked={!hide.includes(part)}
              onChange={(event) =>
                onHide(
                  event.currentTarget.checked
                    ? hide.filter((name) => name !== part)
                    : [...hide, part],
                )
              }
            />
            {partNames[part]}
          </label>
        ))}
      </div>
      <p className="control-hint">{texts.partsHint}</p>
    </fieldset>
  );
}
