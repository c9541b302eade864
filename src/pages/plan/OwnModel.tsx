import { useMemo, useState } from "react";
import { useScenario } from "../../scenario/use.ts";
import { cacheWritten } from "../../sdsl/cache.ts";
import { architectureOf } from "../../serving/architecture.ts";
import { readConfig } from "../../serving/models/config.ts";
import { kinOf, ownId, readOwn } from "../../serving/models/own.ts";
import { writeOwn } from "../../serving/models/write-row.ts";
import { formatCount, formatNumber } from "../../ui/format.ts";
import { texts } from "./texts.ts";

const say = texts.own;

/** One's own target by its config.json: what was read of it, or why it can't be costed. */
export function OwnModel() {
  const change = useScenario((state) => state.change);
  const own = useScenario((state) => state.scenario.own);
  const [pasted, setPasted] = useState("");
  const answer = useMemo(() => (pasted.trim() === "" ? null : readConfig(pasted)), [pasted]);
  const read = (text: string) => {
    setPasted(text);
    if (text.trim() === "") return;
    const config = readConfig(text);
    if (config.kind === "shape")
      change({ model: ownId, own: writeOwn(config.shape, config.notes), with: "auto" });
  };
  return (
    <div className="own-model">
      <label className="control-label" htmlFor="own-config">
        {say.label}
      </label>
      <textarea
        id="own-config"
        className="field"
        rows={own === "" ? 5 : 2}
        spellCheck={false}
        value={pasted}
        placeholder={say.placeholder}
        onChange={(event) => read(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {answer?.kind === "refused" ? (
          <p className="own-refused" data-refused="config">
            {say.refused(answer.reason)}
          </p>
        ) : (
          own !== "" && <OwnShape own={own} />
        )}
        {answer?.kind === "shape" &&
          answer.remarks.map((remark) => (
            <p key={remark} className="control-hint">
              {remark}
            </p>
          ))}
        {own === "" && answer === null && <p className="control-hint">{say.none}</p>}
      </div>
    </div>
  );
}

function OwnShape({ own }: { own: string }) {
  const model = readOwn(own);
  const kin = kinOf(model.vocab);
  const kilobytes = (cacheWritten(architectureOf(model)) * 2) / 1e3;
  return (
    <>
      <p className="control-hint" data-own="shape">
        {say.shape(
          formatCount(model.parameters),
          model.active < model.parameters ? formatCount(model.active) : "",
          model.layers,
          formatNumber(kilobytes, 3),
        )}
      </p>
      <p className="control-hint">
        {kin === undefined
          ? say.noKin(formatNumber(model.vocab, 6))
          : say.kin(formatNumber(model.vocab, 6), kin.name)}
      </p>
    </>
  );
}
