import { planeOf } from "../../curves/resolve.ts";
import { headlineLaw } from "../../sdsl/published.ts";
import { lawDraft } from "../../sdsl/uncertainty.ts";
import { Equation } from "../../ui/Equation.tsx";
import { formatCount, formatNumber, formatShare } from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import { parseAmount } from "./amount.ts";
import { useLecture } from "./lecture-store.ts";
import { useScene } from "./scene-context.ts";
import { texts } from "./texts.ts";
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

/** A number as TeX, three digits. */
const tex = (value: number) =>
  formatNumber(value)
    .replace("−", "-")
    .replace(/e(.+)$/, (_, power: string) => `\\cdot 10^{${power}}`);
const signed = (value: number) => (value < 0 ? `- ${tex(-value)}` : `+ ${tex(value)}`);

/** The plane of acceptance that holds in the scene, with its numbers. */
function Plane() {
  const { scenario } = useScene();
  const { A, B, C } = planeOf(scenario);
  return (
    <Equation
      tex={`\\htmlClass{c-alpha}{\\alpha} = ${tex(C)} ${signed(A)}\\,\\htmlClass{c-draft}{x} ${signed(B)}\\,\\htmlClass{c-target}{y}`}
      label={texts.planeSpoken(formatNumber(A), formatNumber(B), formatNumber(C))}
    />
  );
}

/** The paper's line with its published numbers. */
function PaperLine() {
  const { mu, M0 } = headlineLaw;
  return (
    <Equation
      tex={`\\htmlClass{c-draft}{N^*} = ${tex(mu.value)}\\,\\htmlClass{c-target}{M} + ${formatCount(M0.value).replace(/([KMBT])$/, "\\text{$1}")}`}
      label={texts.lineSpoken(formatNumber(mu.value), formatCount(M0.value))}
    />
  );
}

/** What a scene's text may use besides Markdown and mathematics. */
export const components = {
  Value,
  LawRatio,
  Plane,
  PaperLine,
  Draft: ({ children }: { children?: React.ReactNode }) => (
    <span className="ink-draft">{children}</span>
  ),
  Target: ({ children }: { children?: React.ReactNode }) => (
    <span className="ink-target">{children}</span>
  ),
} as const;
