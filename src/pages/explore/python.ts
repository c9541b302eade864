import type { First } from "../../curves/answer.ts";
import { lawOf, planeOf } from "../../curves/resolve.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { quantities } from "./axes.ts";
import { offersNotebook } from "./notebook.ts";

type Setting = Pick<Scenario, "M" | "D" | "Dt" | "law" | "plane" | "alpha" | "gamma" | "cost">;

/** The lookaheads that are tried for the best one: finer than a curve shows, from 0 to a million. */
const lookaheads = "np.expm1(np.linspace(0, np.log1p(1e6), 6001))";

/** Lines of Python, with NumPy alone, that compute `x` and `y` of the main chart from the law as it is set. Null
 *  where they would be many: over a target or an acceptance each point has its own best draft, and the roofline is a
 *  model of its own. */
export function mainPython(answer: First, scenario: Scenario): string | null {
  const { x, y } = scenario;
  if (y === "N" || !offersNotebook(scenario)) return null;
  const law = lawPython(answer, scenario);
  if (law === null) return null;
  const { main, headline } = answer;
  const [from, to, count] = [main.x[0], main.x.at(-1), main.x.length];
  const over =
    x === "N"
      ? [`x = np.geomspace(${from}, ${to}, ${count})  # draft sizes`, "N, g = x, lookahead(x)"]
      : [`x = np.linspace(${from}, ${to}, ${count})  # lookaheads`, `N, g = ${headline.N}, x`];
  const value = {
    speedup: "tokens(alpha(N), g) / (1 + g * step(N))",
    alpha: "alpha(N) + 0 * x",
    gamma: "g + 0 * x",
    tokens: "tokens(alpha(N), g)",
  }[y];
  return [...law, ...over, `y = ${value}`].join("\n");
}

/** The same for speedup over the lookahead, at the draft that is looked at. */
export function lookaheadPython(answer: First, scenario: Scenario): string | null {
  const main = answer.lookahead.curve;
  return mainPython({ ...answer, main }, { ...scenario, x: "gamma", y: "speedup" });
}

/** The same for acceptance over the draft's size. */
export function acceptancePython(answer: First, scenario: Scenario): string | null {
  const main = answer.acceptance;
  return mainPython({ ...answer, main }, { ...scenario, x: "N", y: "alpha" });
}

function lawPython({ headline }: First, setting: Setting): readonly string[] | null {
  const { M, D, Dt, alpha, gamma, cost } = setting;
  if (cost === "roofline") return null;
  const law = lawOf(setting);
  const plane = planeOf(setting);
  const value =
    alpha === "auto"
      ? `${plane.A} * perplexity(N, D) + ${plane.B} * perplexity(M, Dt) + ${plane.C}`
      : `${plane.A} * (perplexity(N, D) - perplexity(${headline.anchor}, D)) + ${alpha}`;
  return [
    "import numpy as np",
    "",
    `M, D, Dt = ${M}, ${D}, ${Dt}  # target's parameters, tokens of draft and target`,
    "def perplexity(N, D):  # pre-training law",
    `    return np.exp(np.minimum(700.0, ${law.E} + ${law.A} * (N * 1.0) ** -${law.a} + ${law.B} * (D * 1.0) ** -${law.b}))`,
    "def alpha(N):  # acceptance plane",
    `    return np.clip(${value}, 0, 0.9999)`,
    "def step(N):  # a draft step, in target passes",
    `    return ${cost === "flops" ? "N / M" : `${cost.c} + 0 * N`}`,
    "def tokens(a, g):  # expected tokens an iteration",
    "    return (1 - a ** (g + 1)) / (1 - a)",
    "def lookahead(N):",
    ...(gamma === "auto"
      ? [
          `    g = ${lookaheads}`,
          "    return np.array([g[np.argmax(tokens(alpha(n), g) / (1 + g * step(n)))] for n in N])",
        ]
      : [`    return ${gamma} + 0 * N`]),
    "",
  ];
}

/** A notebook of one cell that computes these lines and draws them. `axes` are the names of x and y, the notes say
 *  where they come from. */
export function notebook(
  code: string,
  title: string,
  scenario: Pick<Scenario, "x" | "y">,
  notes: readonly string[],
) {
  const { x, y } = scenario;
  const draw = [
    "",
    "import matplotlib.pyplot as plt",
    x === "N" ? "plt.semilogx(x, y)" : "plt.plot(x, y)",
    `plt.xlabel(${JSON.stringify(quantities[x].label)})`,
    `plt.ylabel(${JSON.stringify(quantities[y].label)})`,
    "plt.show()",
  ].join("\n");
  const lines = (text: string) => text.split(/(?<=\n)/);
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "python3", display_name: "Python 3" } },
    cells: [
      {
        cell_type: "markdown",
        id: "source",
        metadata: {},
        source: lines([`# ${title}`, ...notes].join("\n\n")),
      },
      {
        cell_type: "code",
        id: "curve",
        metadata: {},
        execution_count: null,
        outputs: [],
        source: lines(`${code}\n${draw}`),
      },
    ],
  };
}
