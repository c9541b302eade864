import { useRef } from "react";
import type { OwnModels } from "../shared/lab-settings.ts";
import { ownPair } from "./texts.tsx";

interface Props {
  readonly own: OwnModels;
  readonly onOwn: (own: OwnModels) => void;
}

/** Files of the user's own models: they never leave the device. */
export function OwnPair({ own, onOwn }: Props) {
  return (
    <div className="controls">
      <p className="control-hint">{ownPair.hint}</p>
      <OwnFiles model="target" own={own} onOwn={onOwn} />
      <OwnFiles model="draft" own={own} onOwn={onOwn} />
    </div>
  );
}

function OwnFiles({ model, own, onOwn }: Props & { model: "target" | "draft" }) {
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) =>
    onOwn({ ...own, [model]: files === null || files.length === 0 ? null : [...files] });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; the button inside does the same
    <div
      className="lab-drop"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files);
      }}
    >
      <label className="control-label" htmlFor={`own-${model}`}>
        {ownPair.files[model]}
      </label>
      <input
        ref={input}
        id={`own-${model}`}
        type="file"
        multiple
        data-model={model}
        accept=".json,.safetensors"
        onChange={(event) => take(event.currentTarget.files)}
      />
      {own[model] && (
        <button
          type="button"
          className="button"
          onClick={() => {
            if (input.current) input.current.value = "";
            onOwn({ ...own, [model]: null });
          }}
        >
          {ownPair.back}
        </button>
      )}
    </div>
  );
}
