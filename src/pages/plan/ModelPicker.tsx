import { Combobox } from "@base-ui/react/combobox";
import { useMemo, useState } from "react";
import type { ReleasedModel } from "../../serving/models/model.ts";
import { ownId } from "../../serving/models/own.ts";
import { releasedModels } from "../../serving/models/registry.ts";
import { findModels } from "../../serving/models/search.ts";
import { formatCount } from "../../ui/format.ts";
import { OwnModel } from "./OwnModel.tsx";
import { texts } from "./texts.ts";

interface Option {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

interface Group {
  readonly value: string;
  readonly items: readonly Option[];
}

const { picker } = texts;
const own: readonly Option[] = [
  { id: ownId, label: picker.own, detail: "" },
  { id: "custom", label: texts.controls.custom, detail: "" },
];

const optionOf = ({ id, name, parameters, active, unverified }: ReleasedModel): Option => ({
  id,
  label: name,
  detail: `${
    active < parameters
      ? `${formatCount(parameters)}, ${formatCount(active)} active`
      : formatCount(parameters)
  }${unverified ? picker.unverified : ""}`,
});

/** Released models that a query finds, by family and the largest first, and one's own at the end. */
function groupsFor(query: string): readonly Group[] {
  const found = findModels(query, releasedModels);
  const families = [...new Set(found.map(({ family }) => family))];
  return [
    ...families.map((family) => ({
      value: family,
      items: found
        .filter((model) => model.family === family)
        .sort((a, b) => b.parameters - a.parameters)
        .map(optionOf),
    })),
    { value: found.length > 0 ? picker.ownGroup : picker.nothing, items: own },
  ];
}

const all = groupsFor("").flatMap(({ items }) => items);

/** The target, from a list that can be searched, or one's own. */
export function ModelPicker({
  value,
  onChange,
}: {
  value: string;
  onChange: (id: string) => void;
}) {
  const [query, setQuery] = useState("");
  const groups = useMemo(() => groupsFor(query), [query]);
  const chosen = all.find(({ id }) => id === value) ?? null;
  return (
    <Combobox.Root
      items={groups}
      filter={null}
      value={chosen}
      onValueChange={(option: Option | null) => option && onChange(option.id)}
      onInputValueChange={(typed, { reason }) => setQuery(reason === "input-change" ? typed : "")}
      isItemEqualToValue={(one: Option, other: Option) => one.id === other.id}
      itemToStringLabel={(option: Option) => option.label}
      autoHighlight
    >
      <div className="picker" data-control="model">
        <label className="control-label" htmlFor="model">
          {texts.controls.model}
        </label>
        <div className="picker-box">
          <Combobox.Input
            id="model"
            className="field picker-input"
            placeholder={texts.controls.modelPlaceholder}
            spellCheck={false}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Combobox.Trigger className="picker-open" aria-label={texts.controls.modelClear} />
        </div>
        {value === ownId && <OwnModel />}
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className="picker-positioner" sideOffset={4}>
          <Combobox.Popup className="picker-popup">
            <Combobox.List className="picker-list">
              {(group: Group) => (
                <Combobox.Group key={group.value} items={group.items} className="picker-group">
                  <Combobox.GroupLabel className="picker-family">{group.value}</Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(option: Option) => (
                      <Combobox.Item key={option.id} value={option} className="picker-item">
                        <span>{option.label}</span>
                        <span className="picker-detail">{option.detail}</span>
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
