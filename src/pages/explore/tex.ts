import type { First } from "../../curves/answer.ts";
import { lawOf, planeOf } from "../../curves/resolve.ts";
import type { Model } from "../../scenario/scenario.ts";
import {
  formatAcceptance,
  formatCount,
  formatFixed,
  formatNumber,
  formatPerplexity,
} from "../../ui/format.ts";
import { moving } from "../../ui/typeset.ts";
import type { Term } from "./hover.ts";
import { chain } from "./texts.tsx";

export interface Step {
  readonly step: "draft" | "target" | "acceptance" | "lookahead" | "speedup";
  readonly name: string;
  readonly tex: string;
  /** What a screen reader says. */
  readonly label: string;
}

type Ink = "draft" | "target" | "alpha" | "gamma" | "speedup";

const term = (name: Term, ink: Ink | null, body: string) =>
  `\\htmlData{term=${name}}{${ink === null ? body : `\\htmlClass{c-${ink}}{${body}}`}}`;

const count = (value: number) => moving(formatCount(value));
/** A number's text as TeX: e-notation becomes a power of ten, a minus sign is set as one. */
const set = (text: string) => {
  const [number = "", power] = text.replace("−", "-").split("e");
  const sign = number.startsWith("-") ? "-" : "";
  const size = moving(number.slice(sign.length));
  return power === undefined ? `${sign}${size}` : `${sign}${size} \\cdot 10^{${power}}`;
};

const plain = (value: number, digits = 4) => set(formatNumber(value, digits));
const perplexity = (value: number) => (value < 1e6 ? plain(value) : set(formatPerplexity(value)));

/** A lookahead: long ones as the readouts have them. */
const lookahead = (gamma: number) =>
  gamma >= 1000
    ? count(gamma)
    : moving(Number.isInteger(gamma) ? String(gamma) : formatFixed(gamma, 2));

/** The chain of equations with the current values put in. Each term bears the name of the control
 *  that moves it. */
export function equationChain({ headline }: First, model: Model): readonly Step[] {
  const { readouts, N, gamma, c, verify } = headline;
  const law = lawOf(model);
  const plane = planeOf(model);
  const alpha = readouts.alpha;
  const loss = (n: string, d: string) =>
    `${term("law", null, plain(law.E))} + \\frac{${term("law", null, plain(law.A))}}{${n}^{${term("law", null, plain(law.a))}}} + \\frac{${term("law", null, plain(law.B))}}{${d}^{${term("law", null, plain(law.b))}}}`;
  const x = perplexity(readouts.draft_perplexity);
  const y = perplexity(readouts.target_perplexity);
  const alphaText = moving(formatAcceptance(alpha));
  const gammaText = lookahead(gamma);
  const signed = (value: number) => (value < 0 ? `- ${plain(-value)}` : `+ ${plain(value)}`);
  const cost =
    model.cost === "flops"
      ? `\\frac{${term("N", "draft", count(N))}}{${term("M", "target", count(model.M))}}`
      : term("cost", "draft", plain(c));
  const verifyText = model.cost === "roofline" ? term("cost", "target", plain(verify)) : "1";
  return [
    {
      step: "draft",
      name: chain.draft,
      tex: `${term("N", "draft", "x")} = \\exp\\!\\Big(${loss(term("N", "draft", count(N)), term("D", "draft", count(model.D)))}\\Big) = ${term("N", "draft", x)}`,
      label: chain.draftSpoken(readouts.draft_perplexity, N, model.D),
    },
    {
      step: "target",
      name: chain.target,
      tex: `${term("M", "target", "y")} = \\exp\\!\\Big(${loss(term("M", "target", count(model.M)), term("Dt", "target", count(model.Dt)))}\\Big) = ${term("M", "target", y)}`,
      label: chain.targetSpoken(readouts.target_perplexity, model.M, model.Dt),
    },
    {
      step: "acceptance",
      name: model.alpha === "auto" ? chain.alpha : chain.alphaMeasured,
      tex: `${term("alpha", "alpha", "\\alpha")} = ${term("plane", null, plain(plane.A))} \\cdot ${term("N", "draft", x)} ${signed(plane.B)} \\cdot ${term("M", "target", y)} ${term(model.alpha === "auto" ? "plane" : "alpha", model.alpha === "auto" ? null : "alpha", signed(headline.intercept))} ${headline.clamp === "none" ? "=" : "\\to"} ${term("alpha", "alpha", alphaText)}`,
      label: chain.alphaSpoken(alpha, headline.clamp !== "none"),
    },
    {
      step: "lookahead",
      name: model.gamma === "auto" ? chain.gamma : chain.gammaSet,
      tex: lookaheadTex(model, headline, alphaText, cost),
      label: chain.gammaSpoken(readouts.gamma_opt),
    },
    {
      step: "speedup",
      name: chain.speedup,
      tex: `${term("gamma", "speedup", "S")} = \\frac{\\left(1 - ${term("alpha", "alpha", alphaText)}^{\\,${term("gamma", "gamma", gammaText)} + 1}\\right) \\big/ \\left(1 - ${term("alpha", "alpha", alphaText)}\\right)}{${term("gamma", "gamma", gammaText)} \\cdot ${cost} + ${verifyText}} = \\frac{${plain(readouts.tokens_per_iteration)}}{${plain(gamma * c + verify)}} = ${term("gamma", "speedup", `\\mathbf{${plain(readouts.speedup, 3)}}`)}`,
      label: chain.speedupSpoken(
        readouts.tokens_per_iteration,
        gamma * c + verify,
        readouts.speedup,
      ),
    },
  ];
}

function lookaheadTex(
  model: Model,
  { readouts, N, c }: First["headline"],
  alpha: string,
  cost: string,
): string {
  const star = term("gamma", "gamma", "\\gamma^*");
  const value = term("gamma", "gamma", lookahead(readouts.gamma_opt));
  const a = term("alpha", "alpha", alpha);
  if (model.cost === "roofline")
    return `${star} = \\arg\\max_\\gamma \\frac{(1 - ${a}^{\\gamma + 1}) / (1 - ${a})}{\\gamma \\cdot ${cost} + v(\\gamma + 1)} = ${value}`;
  const inverse =
    model.cost === "flops"
      ? `\\frac{${term("M", "target", count(model.M))}}{${term("N", "draft", count(N))}}`
      : term("cost", "draft", plain(1 / c));
  return `${star} = \\frac{1 + W_{-1}\\!\\left(-${a}^{\\,${inverse} - 1} / e\\right)}{\\ln ${a}} - ${inverse} ${readouts.gamma_opt === 0 ? "\\to" : "="} ${value}`;
}
