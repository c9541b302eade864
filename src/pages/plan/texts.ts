import type { Term } from "../../sdsl/serving/explain.ts";
import type { Stack } from "../../sdsl/serving/stack.ts";
import type { TaskName } from "../../serving/circumstances.ts";
import type { ConfigurationNote } from "../../serving/config/config.ts";
import type {
  Definition,
  Engine,
  Format,
  Problem,
} from "../../serving/measurements/measurement.ts";
import type { Basis } from "../../serving/methods/acceptance.ts";
import type { MethodName } from "../../serving/methods/method.ts";
import { answerTexts } from "./answer-texts.ts";

/** Every text of the page but the answer's own. */
export const texts = {
  stacks: answerTexts.stacks,
  title: "What should I run?",
  again: "Compute again",
  lead: "Pick the model that you serve, say on what and for how many at once. The page says whether speculative decoding pays there, with which released draft and how far ahead, how sure that is, and what to paste.",

  noSuchModel: (id: string, size: string) =>
    `There is no model called ${id} here. Using one of ${size} parameters.`,
  noSuchDraft: (id: string) =>
    `${id} is no draft for this target here. The measurement is taken for the best draft's.`,
  targetOfSize: (size: string) => `a ${size} target`,
  draftOfSize: (size: string) => `a ${size} draft`,

  controls: {
    aside: "Target, machine and load",
    model: "Target",
    modelPlaceholder: "Type to search",
    modelClear: "Open the list of models",
    custom: "A model of my own size",
    customHint: "A dense model of typical shape; drafts are sizes that you could train.",
    M: "Target size",
    Dt: "Its training tokens",
    hw: "Hardware",
    ownDevice: "My own device",
    tp: "Devices, tensor parallel",
    tpAuto: (devices: number) =>
      `${devices === 1 ? "One is" : `${devices} are`} enough for weights and cache.`,
    tpSet: "Each holds a part of every layer.",
    stack: "Serving stack",
    stackAuto: (name: string) => `usual here: ${name}`,
    stackNone:
      "Peaks as on the datasheet, and 1 ms an iteration: real passes take 1.1 to 5 times as long.",
    stackHint: ({ on, fitted: { rows, leftOut }, warning }: Stack) =>
      `${on}: ${rows} decode rates${leftOut === undefined ? "" : `, ${Math.round(100 * leftOut)}% off where left out`}.${warning === undefined ? "" : ` ${warning}`}`,
    dtype: "Weights",
    batch: "Batch, sequences at once",
    ctx: "Context, tokens",
    gamma: "Lookahead",
    gammaAuto: "Each draft's own best.",
    gammaSet: "The same for every draft; auto goes back to the best.",
    task: "What is written",
    taskShift: "Shift of acceptance",
    temperature: "Temperature",
    temperatureHint:
      "The plane is read at 1; greedy decoding rejects about a third less (Leviathan's six pairs). Rough.",
    measuredHint: "Your measurement was made under its own task and temperature.",
    efficiency: "Efficiencies and overhead",
    mbu: "Bandwidth reached",
    mbuHint: "What the stack reaches; below 1 yours takes its place.",
    mfu: "Peak FLOPs reached",
    mfuHint: "An assumption of the stack; below 1 yours takes its place.",
    overhead: "Overhead of an iteration, ms",
    overheadHint:
      "Automatic is 5.1 ms a drafted token: what four authors' iterations took beyond their passes, from 0 to 17. Paste a log and it is fitted.",
    overheadNone:
      "Sampling, scheduling, transfers: 1 ms is assumed without a stack. Paste a log and it is fitted.",
    engine: "Engine",
  },

  picker: {
    own: "My own, by its config.json",
    ownGroup: "Of your own",
    nothing: "Nothing of that name here",
    unverified: ", shape unverified",
  },

  own: {
    label: "Its config.json",
    placeholder: "Paste the whole file",
    none: "Until then a model of 70B stands in.",
    refused: (reason: string) => `This config.json can't be taken. ${reason}`,
    shape: (all: string, active: string, layers: number, kilobytes: string) =>
      `${all} parameters${active === "" ? "" : `, ${active} active`}, ${layers} layers; a token adds ${kilobytes} kB of cache in 16 bits.`,
    kin: (rows: string, name: string) =>
      `${rows} rows of vocabulary, as ${name}: drafts and heads for that tokenizer are offered. Check that it is yours.`,
    noKin: (rows: string) =>
      `No model here has ${rows} rows of vocabulary: drafts are sizes that you could train.`,
  },

  device: {
    labels: { GBps: "GB/s", TFLOPs: "TFLOP/s", us: "µs a pass", memory: "Memory, GB" },
    unknown: "unknown",
    notNumber: "Not a number.",
    outside: (min: string, max: string) => `From ${min} to ${max}.`,
  },

  tasks: {
    fitted: "As the plane was fitted (HellaSwag)",
    chat: "Chat",
    code: "Code",
    maths: "Maths",
    summary: "Summaries",
    questions: "Questions",
    retrieval: "Answers from documents",
    translation: "Translation",
  } satisfies Record<TaskName, string>,
  taskOwn: "My own shift",
  taskHints: {
    fitted: "No shift.",
    chat: "8% fewer rejections: Spec-Bench. Rough.",
    code: "Half the rejections: HumanEval against XSum (Chen 2023), back-solved from speedups. Rough.",
    maths: "2% fewer rejections: Spec-Bench. Rough.",
    summary: "9% fewer rejections: Spec-Bench. Rough.",
    questions: "2% more rejections: Spec-Bench. Rough.",
    retrieval: "4% fewer rejections: Spec-Bench. Rough.",
    translation: "The sources disagree, 31% more and 35% fewer rejections: a wider band.",
  } satisfies Record<TaskName, string>,
  taskOwnHint: "Added to the plane's acceptance.",

  verdict: {
    atBatch: (batch: string) => (batch === "1" ? "for one sequence" : `at batch ${batch}`),
    noDraft: (name: string) =>
      `No released model that this page knows shares the tokenizer of ${name} and is smaller: there is no draft to offer.`,
    trainInstead: "Below is what training one would cost and bring.",
    why: {
      draft: "drafting takes longest",
      verification: "verifying several tokens costs more than one",
      overhead: "the fixed overhead of an iteration weighs most",
      acceptance: "too few drafted tokens are accepted",
    } satisfies Record<Term, string>,
    mend: {
      draft: (speedup: string) => `Were drafting free it would be ${speedup}.`,
      verification: (speedup: string) =>
        `Were verification as cheap as a single token it would be ${speedup}.`,
      overhead: (speedup: string) => `Without the overhead it would be ${speedup}.`,
      acceptance: (speedup: string) => `Were every token accepted it would be ${speedup}.`,
    } satisfies Record<Term, (speedup: string) => string>,
    balance: (
      gained: string,
      draft: string,
      verification: string,
      overhead: string,
      name: string,
      gamma: number,
    ) =>
      `With ${name} and ${gamma} ${gamma === 1 ? "token" : "tokens"} ahead an iteration gains ${gained} tokens beyond the first. It pays, in passes of the target, ${draft} for drafting, ${verification} for the longer verification and ${overhead} of overhead.`,
    breakEvenAcceptance: (alpha: string) => `It breaks even at an acceptance of ${alpha}.`,
    toConfigure: "What to paste",
    toMeasure: "You run it already? Bring its log",
    toTrain: "Or train a draft",
    neverPays: "No acceptance would make it pay.",
  },

  breakEven: {
    upTo: (batch: string) => `Speculation pays up to batch ${batch}.`,
    always: "Speculation pays at every batch up to 4,096.",
    never: "Speculation pays at no batch.",
    ranges: (ranges: string) => `Speculation pays at batches ${ranges}.`,
    notMeasured: " For other batches the verification is modelled: yours was measured at one.",
  },

  cautions: {
    tokensAssumed: (names: string) =>
      `Training tokens are not published for ${names}: 10T are assumed.`,
    mixture:
      "A mixture of experts: the pre-training law knows dense models, and stands in with the mean of active and all parameters; routing is taken for even.",
    datasheet: "Times are the datasheet's peaks: choose the stack that serves.",
    mixtureStack: "Stacks were fitted to dense models: passes of mixtures miss by 10 to 30%.",
    extrapolated: "Your verification curve ends before this lookahead: it is drawn on.",
    hot: "Above temperature 1 nobody measured: the shift is drawn on.",
  },

  table: {
    title: "Drafts and methods, best first",
    none: "don't speculate",
    columns: {
      draft: "Draft",
      size: "Size",
      gamma: "γ",
      alpha: "Acceptance α",
      c: "c",
      tokens: "Tokens an iteration",
      speedup: "Speedup",
    },
    cHint: "one draft step over one target pass",
    measured: "measured",
    tokenizer: (name: string) =>
      `Separate drafts share the tokenizer ${name}. One with another tokenizer can draft too where the engine maps tokens, but only tokens that both have, and greedily: above temperature 0 a drafted token is then kept with the target's own probability of it, which is less than two samplers share.`,
    noDrafts: "No smaller released model shares the target's tokenizer.",
    sized: "Sizes that you could train, around the law's own.",
    bands:
      "Bands are 95%, the lookahead held: acceptance (the plane explains 60% of it) and its fall with the position, the stack's passes, and what speculating costs, drawn together.",
    crowded: "does not fit beside the target",
    licence: (licence: string) => `Licence: ${licence}`,
    vocabulary: "embedding padded otherwise",
    vocabularyWarm: "embedding padded otherwise: vLLM then drafts and decodes greedily only",
  },

  methods: {
    names: {
      eagle3: "EAGLE-3",
      eagle: "EAGLE",
      mtp: "Multi-token prediction",
      dflash: "DFlash",
      dspark: "DSpark",
      dfly: "DFly",
      pard: "PARD",
      pard2: "PARD-2",
      peagle: "P-EAGLE",
      lstm: "Arctic LSTM",
      suffix: "Suffix decoding",
      ngram: "n-gram lookup",
    } satisfies Record<MethodName, string>,
    ownHead: {
      mtp: "in the target's own checkpoint",
      suffix: "from earlier outputs; no model",
      ngram: "from the prompt; no model",
    } as Partial<Record<MethodName, string>>,
    noHead: "",
    nothing: "none",
    source: "named here",
    paired: "Where head and target are paired",
    more: (heads: number) => `and ${heads} more`,
    basis: {
      target: (rows: number, task: boolean) =>
        `${rows} published ${rows === 1 ? "row" : "rows"} with this target${task ? ", this task" : ", all tasks"}`,
      method: (rows: number) =>
        `no data for this target: the range of ${rows} ${rows === 1 ? "row" : "rows"} with others`,
      relative: (rows: number) =>
        `no acceptance published: the range of its nearest relative, ${rows} ${rows === 1 ? "row" : "rows"}`,
      assumed: () => "depends on how much is repeated: an assumed, wide range",
    } satisfies Record<Basis["of"], (rows: number, task: boolean) => string>,
    moved: (temperature: string) => `, moved from temperature ${temperature}`,
    lead: "Methods take acceptance from published tokens an iteration, mostly by their own authors; a lookahead longer than any measured is not offered. Without data for this target a method shows its range alone and is ranked by the low end. Sizes of heads follow from the target's width. A measurement of yours moves separate drafts only.",
    check: (name: string, rows: number, ratio: string, least: string, most: string) =>
      `${name}: on ${rows} published ${rows === 1 ? "speedup" : "speedups"} that name target and device, with their own tokens an iteration, this cost model at the datasheet says ${ratio} of what was measured (${least} to ${most}).`,
    unchecked: (names: string) =>
      `No published speedup names enough to check the costs of ${names}.`,
  },

  moves: {
    title: "What moves it",
    lead: (name: string) => `Speedup with ${name}, rough shifts by source. Choose one to set it:`,
    greedy: "Greedy",
    temperature: (value: string) => `T = ${value}`,
    measured: "You measured acceptance: task and temperature are in it.",
  },

  charts: {
    batch: {
      title: "Speedup over batch",
      summary: (words: string) =>
        `${words} A larger batch makes verification pay for its tokens; each point is at its own best lookahead.`,
    },
    map: {
      title: "Speedup over batch and context",
      summary: (name: string) =>
        `With ${name}. The solid line is break-even; right of the dashed one memory is full. Drag to choose both.`,
      memory: "memory full",
    },
    lookahead: {
      title: "Speedup over lookahead",
      summary: (name: string, gamma: number, flag: string) =>
        `With ${name} the best is γ = ${gamma}: ${flag}.`,
      loses: (name: string, gamma: number) =>
        `With ${name} no lookahead pays; γ = ${gamma} loses least.`,
    },
    verify: {
      title: "What verification costs",
      measured: "Measured; cliffs are your kernels'.",
      modelled: "Modelled: flat while memory is the bottleneck, rising with arithmetic.",
      label: "Passes of one token",
      x: "Tokens verified",
    },
    train: {
      title: "Net saving over draft size",
      hours: "device hours",
      label: "Saved less training cost",
    },
    residuals: { title: "Your points against the fitted plane" },
  },

  measure: {
    title: "Bring your own measurement",
    lead: "Paste what your server or its benchmark printed, or drop the file: vLLM's, SGLang's and llama.cpp's logs, /metrics, answers and benchmarks, LM Studio's, TensorRT-LLM's and ik_llama's, llama-bench in any form, or a CSV of (N, α) or (x, y, α). One of them at a time; it stays on this device.",
    field: "Log, metrics or CSV",
    file: "Or choose a file",
    with: "Measured with the draft",
    use: "Use it",
    useAcceptance: "Use its acceptance only",
    useAllTheSame: "Use it all the same",
    forget: "Forget the measurement",
    typed: "Or set acceptance",
    inUse: (what: string) => `In use: ${what}. It is in the link.`,
    useTitle: "What was read",
    readAs: (format: string) => `Read as ${format}.`,
    nothing: "Nothing in it says anything of speculation.",
    used: (used: number, skipped: number) =>
      `${used} ${used === 1 ? "line" : "lines"} read, ${skipped} passed over: headings, comments, what says nothing of speculation.`,
    rejected: "Not understood",
    more: (count: number) => `and ${count} more`,
    line: (line: number) => (line === 0 ? "The text" : `Line ${line}`),
    alpha: "α",
    gamma: "lookahead",
    assumed: "assumed",
    tokens: "tokens an iteration",
    ratio: "accepted of drafted",
    ratioHint: "not α",
    positions: "by position",
    iteration: "an iteration takes",
    overhead: "overhead fitted",
    overheadHint:
      "The overhead is what the passes, as your stack takes them, leave of an iteration. If yours reaches less, part of it is that: paste llama-bench first.",
    batch: "sequences at once",
    bench: (model: string, points: number) => `Verification of ${model} at ${points} lengths`,
    benchDraft: (model: string, ms: string) => `a draft step of ${model}: ${ms} ms`,
    points: (count: number) => `${count} points of acceptance`,
    change: (now: string, best: string) =>
      `Your server looks ${now} ahead; with these numbers ${best} is best.`,
    stop: (now: string) =>
      `Your server looks ${now} ahead; with these numbers it would be faster without speculation.`,
    keep: (now: string) => `Your server looks ${now} ahead, and that is best with these numbers.`,
    samples: "See it with a sample:",
  },

  doubts: {
    fast: (measured: string, modelled: string) =>
      `An iteration takes ${measured} in it; with what is set here one pass of the target alone is modelled at ${modelled}.`,
    slow: (measured: string, modelled: string) =>
      `An iteration takes ${measured} in it; with what is set here all its passes are modelled at ${modelled}.`,
    pass: (measured: string, modelled: string) =>
      `A pass of one token takes ${measured} in it; with what is set here it is modelled at ${modelled}.`,
    model: (name: string, parameters: string, target: string, size: string) =>
      `It is of ${name}, ${parameters} parameters; the target here is ${target}, ${size}.`,
    ask: "Is it of this target, hardware, format and load? If not, set those first.",
  },

  formats: {
    "vllm-log": "vLLM's log",
    "vllm-v0-log": "vLLM's log, V0",
    "vllm-metrics": "vLLM's counters",
    "vllm-summary": "vLLM's benchmark",
    "vllm-json": "vLLM's benchmark, JSON",
    "sglang-log": "SGLang's log",
    "sglang-gauges": "SGLang's gauges",
    "sglang-bench": "SGLang's benchmark",
    "sglang-json": "SGLang's answers",
    "llamacpp-log": "llama.cpp's log",
    "llamacpp-timings": "llama.cpp's timings",
    "llamacpp-metrics": "llama.cpp's counters",
    "llamacpp-simple": "llama-speculative",
    "mtp-bench": "mtp-bench.py",
    "ik-spec-bench": "llama-spec-bench",
    "lm-studio": "LM Studio",
    "trtllm-bench": "trtllm-bench",
    xinfer: "xinfer",
    "llama-bench": "llama-bench",
    "llama-bench-csv": "llama-bench, CSV",
    "llama-bench-json": "llama-bench, JSON",
    "llama-batched-bench": "llama-batched-bench",
    "ik-sweep-bench": "llama-sweep-bench",
    "without-acceptance": "a program without acceptance",
    points: "a table of acceptance",
  } satisfies Record<Format, string>,

  samples: {
    vllm: "vLLM metrics",
    sglang: "SGLang log",
    llamacpp: "llama.cpp log",
    bench: "llama-bench",
  },

  definitions: {
    "vllm-counters":
      "vLLM counters. Accepted over drafted is not α, and its positions are cumulative: both are translated.",
    "vllm-v0-counters":
      "vLLM V0 counters. Its acceptance also counts tokens behind a rejected one: the emitted tokens are used.",
    "vllm-log":
      "vLLM's log. Its average draft acceptance rate is not α, its positions are cumulative, its length has the bonus token: all translated.",
    "vllm-v0-log":
      "vLLM V0's log. Its acceptance also counts tokens behind a rejected one: the emitted tokens are used.",
    "sglang-rate-of-verified":
      "SGLang, the older rate: accept len over all verified tokens, the bonus token on both sides.",
    "sglang-rate-of-drafted":
      "SGLang, the newer rate: accepted over drafted, without the bonus token.",
    "sglang-length": "SGLang's accept len, with the bonus token; this log does not print a rate.",
    "sglang-counts":
      "SGLang's counts of an answer. Its accept length also counts the prompt's token.",
    "llamacpp-timings":
      "llama.cpp timings. Iterations are what was written less what was accepted.",
    "llamacpp-statistics": "llama.cpp's statistics of its draft model.",
    "llamacpp-ratio": "llama.cpp's accepted over generated: a ratio of drafted tokens, not α.",
    "llamacpp-simple": "llama-speculative-simple. Accepted is without the bonus token.",
    "ik-spec-bench":
      "llama-spec-bench, over all its tasks. Its positions are cumulative: translated.",
    "lm-studio": "LM Studio. Iterations are what was written less what was accepted.",
    "trtllm-rate":
      "TensorRT-LLM calls the tokens of an iteration its acceptance rate. The lookahead stands in your engine's options: set it.",
    "xinfer-counts": "xinfer's counts. Its tokens a step count one more than it writes.",
  } satisfies Record<Definition, string>,

  problems: {
    unknown: "is nothing that this page reads",
    "too-many": "is one row too many",
    cut: "is too long: what follows the first 4 MB was left out",
    missing: "is cut: something that belongs to it is missing",
    "cut-line": "is cut: paste it whole",
    "no-acceptance": "is of a program that prints no acceptance: nothing tells what was accepted",
    "not-a-draft-model": "is of a draft without a model",
    "bad-json": "holds JSON that is cut or broken: paste it whole",
    "alpha-outside": "has an acceptance outside 0 to 1",
    "size-outside": "has a size or perplexity that no model has",
    columns: "has other columns: N and alpha, or x, y and alpha",
    "no-rounds": "counts no iterations: set the lookahead that you run, then paste it again",
    "no-drafts": "holds no drafted tokens: did the server speculate?",
    "no-short-prompts":
      "times no pass of 65 tokens or fewer: run llama-bench with -p 1,2,3,4,6,8,12,16 -n 32",
    "mixed-test": "is a test of prompt and generation together",
    "bad-rate": "has a rate that cannot be",
    positions: "has acceptance by position that does not add up to what was accepted: left out",
    falling:
      "has counters that fall: a restart between the scrapes, or scrapes out of order. Paste one, or two in order",
    "several-formats": "holds what several programs print: paste one of them",
    "several-drafters": "counts drafts of several kinds together: paste the lines of one",
    "several-models": "counts several models together: paste the lines of one",
    "several-settings":
      "holds rows of several settings: those of one are used, paste only the rows that you mean to choose another",
    "several-lookaheads": "mixes lookaheads: paste the lines of one",
    "several-rates": "has two columns of rates: the first is used",
    "several-runs": "holds several runs: paste one",
    disagree: "has numbers that contradict each other",
    tree: "drafts a tree, whose depth is not printed: run it with one branch (topk 1)",
  } satisfies Record<Problem, string>,

  fit: {
    words: (points: number) =>
      points === 1 ? "One point moves the plane." : `Fitted to your ${points} points:`,
    kept: (names: string) => `${names} stays the paper's: your points do not tell it.`,
    use: "Use this plane",
    failed: "These points lie on no plane within the limits.",
    columns: { coefficient: "Coefficient", value: "Value", interval: "95% interval" },
    r2: (text: string) => `R² ${text}.`,
    sizes: (tokens: string) =>
      `Sizes become perplexities by the pre-training law at ${tokens} training tokens.`,
  },

  configure: {
    title: "Paste this",
    none: "Nothing to configure: the answer is not to speculate. What the best draft would need is shown all the same.",
    copy: "Copy",
    copied: "Copied",
    flags: (at: string) => `Flags as in ${at}. They move: check yours.`,
    check: "Check the prediction on your own server",
    checkLead: (engine: string, speedup: string, tokens: string) =>
      `${engine} can be made to accept as is predicted, whatever was drafted, so that you measure the cost alone. Run this, then the same without speculation, under your load. We predict ${tokens} tokens an iteration and ${speedup}. If your speedup is lower, an iteration costs more than assumed here: paste the log above. Its text is nonsense: never serve with it.`,
    exports: "For other programs",
    simulation:
      "NVIDIA AIConfigurator, with this lookahead and acceptance. It takes drafting for a layer of multi-token prediction, which costs less than a draft model.",
    json: "The whole answer, with its ranking, bands and every engine's command:",
    copyJson: "Copy as JSON",
    sized: "Put the path of your own draft in place of the name.",
  },

  cannot: {
    title: (engine: string) => `${engine} would not start with this:`,
    uneven: (model: string, count: string, what: string, devices: number) =>
      `${model} has ${count} ${what}, which ${devices} devices do not share evenly.`,
    heads: "attention heads",
    width: "columns in a feed-forward layer",
    nodes: (devices: number) =>
      `${devices} devices are more than one machine holds: a cluster needs more than one command.`,
    device: (engine: string, other: boolean) =>
      other
        ? `${engine} does not speculate with a draft model on this device.`
        : `No engine here speculates with a draft model on this device.`,
    memory:
      "Both models and the cache of one sequence do not fit in nine tenths of the memory: take more devices, a smaller format or a shorter context.",
    context: (model: string, limit: string) =>
      `${model} is published for ${limit} tokens: set a shorter context.`,
    format: (model: string, dtype: string, engine: string) =>
      `${engine} does not make ${dtype} of ${model} as it loads: choose bf16, or put a repository that holds these weights in its place.`,
    noCount: "No number of devices up to 8 would do: another draft or a smaller format might.",
    withDevices: (devices: number) => (devices === 1 ? "Use one device" : `Use ${devices} devices`),
    withEngine: (engine: string) => `Use ${engine}`,
  },

  engines: {
    vllm: "vLLM",
    sglang: "SGLang",
    llamacpp: "llama.cpp",
    trtllm: "TensorRT-LLM",
  } satisfies Record<Engine, string>,

  notes: {
    "heterogeneous-greedy-only":
      "The embeddings of the two have different rows, though one tokenizer. vLLM needs use_heterogeneous_vocab for that, from 0.26, and then decodes greedily.",
    "draft-samples":
      "vLLM drafts greedily unless told otherwise, which lowers acceptance above temperature 0: hence draft_sample_method.",
    "vocabulary-differs":
      "The embeddings of the two have different rows, though one tokenizer. SGLang may refuse the pair.",
    gguf: "The names of the GGUF files are those that conversions usually bear: put your own.",
    "gguf-eight": "llama.cpp has no 8-bit float: Q8_0 is as large.",
    "layers-split":
      "llama.cpp gives each device whole layers, which work one after another: the times here are for layers that are split.",
    "four-bits-on-load":
      "bitsandbytes makes the four bits as the weights are loaded. A repository that holds them (AWQ, GPTQ) in place of the name is faster.",
    "as-published":
      "A checkpoint here is published in another format than is set: it runs as it is published.",
    "whole-tokens":
      "The check accepts whole tokens: TensorRT-LLM's draft models have no fractional ones.",
    "vocabulary-borne": "The embeddings differ by padding rows; llama.cpp bears up to 128 of them.",
    "p-min":
      "With p-min 0 every draft is as long as planned; raising it stops early, and then its printed ratio means something else.",
    renamed:
      "Before the flags were renamed: --model-draft, --draft-max and --draft-min instead of --spec-draft-…; --spec-draft-sampling is of build 11368 and later.",
  } satisfies Record<ConfigurationNote, string>,

  train: {
    title: "Or train a draft",
    served: "Tokens to be served",
    price: "Price of a device hour",
    D: "Training tokens of the draft",
    distil: "Distil from the target's logits",
    answer: (size: string, speedup: string, cost: string, after: string) =>
      `For that volume the best draft to train has ${size}: ${speedup}, for ${cost} of training, paid back after ${after} served tokens.`,
    not: (size: string, after: string) =>
      `Training does not pay for that volume. The cheapest that comes near has ${size}${after === "" ? "" : ` and would pay after ${after} served tokens`}.`,
    never: "No size would speed this target up here, so training cannot pay.",
    fastest: (size: string) => `Cost aside, the fastest draft would have ${size}.`,
    note: "6 N D FLOPs at 40% of the 16-bit peak, and the teacher's 2 M D where you distil. Acceptance by the plane, calibrated to your measurement if there is one; the shape of a draft is typical of its size.",
  },
} as const;
