import { lawDraft } from "../../sdsl/uncertainty.ts";
import { formatShare } from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import { parseAmount } from "./amount.ts";
import { useLecture } from "./lecture-store.ts";
import { useScene } from "./scene-context.ts";
import { type TruthName, truthOf } from "./truths.ts";

/** A number of the law or of a measurement, as it is now: `<Value of="best_draft" />`. */
function Value({ of }: { of: TruthName }) {
  const { scenario } = useScene();
  const found = useLecture((state) => state.found);
  const truth = truthOf(of);
  const value = truth.of(scenario, found);
  if (value === null) return <>–</>;
  return <Readout inline quantity={of} value={value} text={truth.format(value)} />;
}

/** How small a part of its target the paper's line makes the draft: `<LawRatio M="13B" />`. */
function LawRatio({ M }: { M: string }) {
  const size = parseAmount(M);
  return <>{formatShare(size / lawDraft(size))}</>;
}

/** What a scene's text may use besides Markdown and mathematics. */
export const components = {
  Value,
  LawRatio,
  Draft: ({ children }: { children?: React.ReactNode }) => (
    <span className="ink-draft">{children}</span>
  ),
  Target: ({ children }: { children?: React.ReactNode }) => (
    <span className="ink-target">{children}</span>
  ),
} as const;
