import { type Hideable, hideable, type Scenario } from "../../scenario/scenario.ts";
import { partNames, texts } from "./texts.ts";

interface Props {
  /** Those that can be left out, each with what it is called. */
  readonly parts: readonly { readonly name: Hideable; readonly label: string }[];
  readonly hide: readonly Hideable[];
  readonly onHide: (hide: readonly Hideable[]) => void;
}

/** The parts of a page, in its order. */
export function partsOf(view: Scenario["view"]): Props["parts"] {
  const names: Readonly<Partial<Record<Hideable, string>>> = partNames[view];
  return hideable[view].map((name) => ({ name, label: names[name] ?? name }));
}

/** What a link shows: a box to check for each control and panel. */
export function Parts({ parts, hide, onHide }: Props) {
  return (
    <fieldset className="share-parts">
      <legend className="control-label">{texts.parts}</legend>
      <div className="share-boxes">
        {parts.map(({ name, label }) => (
          <label key={name}>
            <input
              type="checkbox"
              name={name}
              checked={!hide.includes(name)}
              onChange={(event) =>
                onHide(
                  event.currentTarget.checked
                    ? hide.filter((other) => other !== name)
                    : [...hide, name],
                )
              }
            />
            {label}
          </label>
        ))}
      </div>
      <p className="control-hint">{texts.partsHint}</p>
    </fieldset>
  );
}
