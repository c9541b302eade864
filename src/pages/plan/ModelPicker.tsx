import { Combobox } from "@base-ui/react/combobox";
import { useMemo } from "react";
import { releasedModels } from "../../serving/models/registry.ts";
import { formatCount } from "../../ui/format.ts";
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

const own: Option = { id: "custom", label: texts.controls.custom, detail: "" };

/** Released models by family, the largest first, and one of a size only. */
function groupsOf(): readonly Group[] {
  const families = [...new Set(releasedModels.map(({ family }) => family))];
  return [
    ...families.map((family) => ({
      value: family,
      items: releasedModels
        .filter((model) => model.family === family)
        .sort((a, b) => b.parameters - a.parameters)
        .map(({ id, name, parameters, active }) => ({
          id,
          label: name,
          detail:
            active < parameters
              ? `${formatCount(parameters)}, ${formatCount(active)} active`
              : formatCount(parameters),
        })),
    })),
    { value: "", items: [own] },
  ];
}

/** The target, from a list that can be searched. */
export function ModelPicker({
  value,
  onChange,
}: {
  value: string;
  onChange: (id: string) => void;
}) {
  const groups = useMemo(groupsOf, []);
  const chosen = useMemo(
    () => groups.flatMap(({ items }) => items).find(({ id }) => id === value) ?? own,
    [groups, value],
  );
  return (
    <Combobox.Root
      items={groups}
      value={chosen}
      onValueChange={(option: Option | null) => option && onChange(option.id)}
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
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className="picker-positioner" sideOffset={4}>
          <Combobox.Popup className="picker-popup">
            <Combobox.Empty className="picker-empty">{texts.controls.modelNone}</Combobox.Empty>
            <Combobox.List className="picker-list">
              {(group: Group) => (
                <Combobox.Group key={group.value} items={group.items} className="picker-group">
                  {group.value !== "" && (
                    <Combobox.GroupLabel className="picker-family">
                      {group.value}
                    </Combobox.GroupLabel>
                  )}
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
