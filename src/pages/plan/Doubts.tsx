import type { Contradiction } from "../../serving/contradictions.ts";
import { formatCount, formatNumber } from "../../ui/format.ts";
import type { Setting } from "./setting.ts";
import { texts } from "./texts.ts";

const say = texts.doubts;

/** Where what was read speaks against what is set: says so, and asks which of the two is meant. */
export function Doubts({
  doubts,
  setting,
}: {
  doubts: readonly Contradiction[];
  setting: Setting;
}) {
  return (
    <div
      className="measure-doubts"
      role="note"
      data-contradiction={doubts.map(({ kind }) => kind).join(" ")}
    >
      {doubts.map((doubt) => (
        <p key={doubt.kind}>{words(doubt, setting)}</p>
      ))}
      <p>{say.ask}</p>
    </div>
  );
}

const ms = (seconds: number) => `${formatNumber(seconds * 1e3)} ms`;

function words(doubt: Contradiction, setting: Setting): string {
  switch (doubt.kind) {
    case "fast":
      return say.fast(ms(doubt.measured), ms(doubt.modelled));
    case "slow":
      return say.slow(ms(doubt.measured), ms(doubt.modelled));
    case "pass":
      return say.pass(ms(doubt.measured), ms(doubt.modelled));
    case "model":
      return say.model(
        doubt.name,
        formatCount(doubt.parameters),
        setting.targetName,
        formatCount(doubt.target),
      );
  }
}
