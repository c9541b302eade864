import type { HardwareName } from "../hardware.ts";
import type { Stack, StackName } from "./stack.ts";

/** A graph's kernels for few rows read the weights once. */
const flat = { slope: 0, until: 1 };
/** llama.cpp's kernels for up to eight rows. CUDA: T(8) = 1.72 passes on a 34B, Q4_0 to Q8_0
 *  (ggml-org/llama.cpp#5625). Metal: T(8) = 3.5 passes on a 3B in Q4_0, with the kernels of 2025. */
const cudaRows = { slope: 0.1, until: 8 };
const metalRows = { slope: 0.36, until: 8 };
/** Ryzen 3400G, its iGPU and its cores: T(4) = 2.7 and 2.4 passes, T(8) = 4.7 and 4.8
 *  (ikawrakow/ik_llama.cpp discussion 590 @8337e4c); a Xeon does 1.05 to 4.3 (discussion 164). */
const vulkanRows = { slope: 0.5, until: 10 };
const cpuRows = { slope: 0.4, until: 32 };

const qwen = "QwenLM/Qwen2.5, speed benchmarks @a912d23";
const qwen3 = "QwenLM/Qwen2.5, speed benchmarks of Qwen3 @77fb0c1";
const prem = "premAI-io/benchmarks @16338c3";
const energy = "ml-energy/leaderboard @0cd52da";
const angel = "Tencent/AngelSlim, baselines of its tables @67394ce";
const dai = "XiongjieDai/GPU-Benchmarks-on-LLM-Inference @00dd2bd";
const geerling = "geerlingguy/ai-benchmarks @bdf9441";
const ik = "ikawrakow/ik_llama.cpp, discussions and pull requests @8337e4c";
const mlc = "mlc-ai/llm-perf-bench @d401356";

/** Mean error to a standard deviation. */
const spreadOf = (leftOut: number) => 1.25 * leftOut;

/**
 * Fitted to 289 published decode rates without speculation, of dense models on one device, soft-L1 on
 * the logarithm. A source left out, the pooled median error is 11% where the datasheet's is 44%.
 * Layer costs of vLLM on Hopper and Blackwell, exllamav2, MLX, compiled PyTorch and Vulkan are assumed
 * (kernels a layer times their launch); the others are told apart by the rows.
 */
export const stacks = {
  vllmHopper: {
    name: "vllm",
    on: "vLLM 0.11 with CUDA graphs, H100 and H20",
    combine: "sum",
    mbu: { wide: 0.81, eight: 0.81, four: 0.81 },
    mfu: 0.6,
    layerUs: 30,
    passUs: 673,
    sequenceUs: 47,
    rows: flat,
    spread: spreadOf(0.043),
    fitted: { rows: 17, sources: [angel, energy], leftOut: 0.043, datasheet: 0.39 },
  },
  vllmAmpere: {
    name: "vllm",
    on: "vLLM 0.4 to 0.6 with CUDA graphs, A100",
    combine: "sum",
    mbu: { wide: 0.87, eight: 0.8, four: 0.72 },
    mfu: 0.6,
    layerUs: 77,
    passUs: 1765,
    sequenceUs: 47,
    rows: flat,
    spread: spreadOf(0.199),
    fitted: { rows: 69, sources: [prem, qwen], leftOut: 0.199, datasheet: 0.68 },
    warning: "66 of 69 rows are one team's, of 2024; newer versions launch faster.",
  },
  vllmBlackwell: {
    name: "vllm",
    on: "vLLM V1 with CUDA graphs, B200",
    combine: "sum",
    mbu: { wide: 0.77, eight: 0.77, four: 0.77 },
    mfu: 0.6,
    layerUs: 30,
    passUs: 421,
    sequenceUs: 84,
    rows: flat,
    spread: spreadOf(0.082),
    fitted: { rows: 12, sources: [energy], leftOut: 0.082, datasheet: 0.55 },
    warning: "One source, batches of 8 to 32, no small models.",
  },
  llamacppCuda: {
    name: "llamacpp",
    on: "llama.cpp on CUDA, RTX 30, 40 and 50",
    combine: "sum",
    mbu: { wide: 0.86, eight: 0.86, four: 0.79 },
    mfu: 0.5,
    layerUs: 37,
    passUs: 69,
    sequenceUs: 0,
    rows: cudaRows,
    spread: spreadOf(0.111),
    fitted: { rows: 70, sources: [dai, geerling, ik, mlc], leftOut: 0.111, datasheet: 0.34 },
  },
  llamacppMetal: {
    name: "llamacpp",
    on: "llama.cpp on Metal, M2 Max and M3 Max",
    combine: "sum",
    mbu: { wide: 0.85, eight: 0.85, four: 0.77 },
    mfu: 0.6,
    layerUs: 103,
    passUs: 246,
    sequenceUs: 0,
    rows: metalRows,
    spread: spreadOf(0.182),
    fitted: { rows: 21, sources: [dai, ik, prem], leftOut: 0.182, datasheet: 0.42 },
  },
  llamacppUltra: {
    name: "llamacpp",
    on: "llama.cpp on Metal, M1 Ultra and M2 Ultra",
    combine: "sum",
    mbu: { wide: 0.85, eight: 0.85, four: 0.82 },
    mfu: 0.6,
    layerUs: 160,
    passUs: 331,
    sequenceUs: 0,
    rows: metalRows,
    spread: spreadOf(0.092),
    fitted: { rows: 16, sources: [dai, geerling], leftOut: 0.092, datasheet: 0.42 },
  },
  vulkan: {
    name: "vulkan",
    on: "llama.cpp on Vulkan, Strix Halo",
    combine: "sum",
    mbu: { wide: 0.82, eight: 0.82, four: 0.82 },
    mfu: 0.4,
    layerUs: 60,
    passUs: 400,
    sequenceUs: 0,
    rows: vulkanRows,
    spread: spreadOf(0.118),
    fitted: {
      rows: 2,
      sources: ["kyuz0/amd-strix-halo-toolboxes @d1a34be"],
      leftOut: 0.118,
      datasheet: 0.19,
    },
    warning: "Two rows of one source.",
  },
  cpu: {
    name: "cpu",
    on: "ik_llama.cpp on desktop CPUs",
    combine: "sum",
    mbu: { wide: 0.8, eight: 0.82, four: 0.79 },
    mfu: 0.4,
    layerUs: 30,
    passUs: 258,
    sequenceUs: 0,
    rows: cpuRows,
    spread: spreadOf(0.1),
    fitted: { rows: 17, sources: [ik], leftOut: 0.054, datasheet: 0.22 },
    warning: "One author and machine; what several tokens cost differs fourfold between CPUs.",
  },
  exllamav2: {
    name: "exllamav2",
    on: "exllamav2, RTX 30 and 40",
    combine: "sum",
    mbu: { wide: 0.84, eight: 0.84, four: 0.85 },
    mfu: 0.5,
    layerUs: 30,
    passUs: 399,
    sequenceUs: 0,
    rows: cudaRows,
    spread: spreadOf(0.076),
    fitted: {
      rows: 26,
      sources: ["turboderp/exllamav2 @01d01a1", mlc],
      leftOut: 0.076,
      datasheet: 0.37,
    },
  },
  mlx: {
    name: "mlx",
    on: "MLX, M4 Max",
    combine: "sum",
    mbu: { wide: 0.88, eight: 0.88, four: 0.89 },
    mfu: 0.6,
    layerUs: 50,
    passUs: 382,
    sequenceUs: 0,
    rows: metalRows,
    spread: 0.2,
    fitted: {
      rows: 7,
      sources: ["ml-explore/mlx-lm @d78bf58"],
      leftOut: undefined,
      datasheet: 0.3,
    },
    warning: "One model on one machine; its spread is an assumption.",
  },
  compiled: {
    name: "compiled",
    on: "gpt-fast, compiled to one graph, A100",
    combine: "sum",
    mbu: { wide: 0.78, eight: 0.69, four: 0.55 },
    mfu: 0.5,
    layerUs: 20,
    passUs: 665,
    sequenceUs: 0,
    rows: flat,
    spread: spreadOf(0.079),
    fitted: {
      rows: 11,
      sources: ["pytorch-labs/gpt-fast @0f925b5", "pytorch/ao @c4ca58d"],
      leftOut: 0.079,
      datasheet: 0.44,
    },
  },
  eager: {
    name: "eager",
    on: "Transformers, eager, on an A100's host",
    combine: "max",
    mbu: { wide: 0.8, eight: 0.8, four: 0.8 },
    mfu: 0.5,
    layerUs: 825,
    passUs: 1193,
    sequenceUs: 0,
    rows: flat,
    spread: spreadOf(0.106),
    fitted: { rows: 15, sources: [prem, qwen], leftOut: 0.106, datasheet: 0.73 },
  },
  eagerHopper: {
    name: "eager",
    on: "Transformers, eager, on a Hopper's host",
    combine: "max",
    mbu: { wide: 0.8, eight: 0.8, four: 0.8 },
    mfu: 0.5,
    layerUs: 572,
    passUs: 1207,
    sequenceUs: 0,
    rows: flat,
    spread: spreadOf(0.106),
    fitted: { rows: 6, sources: [qwen3], leftOut: 0.017, datasheet: 0.82 },
    warning: "One source: the spread is that of the A100's hosts.",
  },
} as const satisfies Record<string, Stack>;

type Kind =
  | "apple"
  | "blackwell"
  | "ampere"
  | "datacentre"
  | "consumer"
  | "integrated"
  | "cpu"
  | "none";

/** What a device is, by its name: stacks differ by that more than by the datasheet. */
function kindOf(device: string): Kind {
  if (/^m\d/.test(device)) return "apple";
  if (/^tpu/.test(device)) return "none";
  if (/^(cpu|epyc|xeon|ddr)/.test(device)) return "cpu";
  if (/^(ryzen|ai|strix|halo)/.test(device)) return "integrated";
  if (/^(b\d|gb200|gb300)/.test(device)) return "blackwell";
  if (/^(a100|a10g|t4)/.test(device)) return "ampere";
  if (/^(rtx\d{4}(?!ada)|gb10)/.test(device)) return "consumer";
  return "datacentre";
}

const usual: Readonly<Record<Kind, StackName>> = {
  apple: "llamacpp",
  consumer: "llamacpp",
  integrated: "vulkan",
  cpu: "cpu",
  blackwell: "vllm",
  ampere: "vllm",
  datacentre: "vllm",
  none: "datasheet",
};

/** The stack that people run on a device; the datasheet for one that only its figures describe. */
export function usualStack(device: HardwareName | undefined): StackName {
  return device === undefined ? "datasheet" : usual[kindOf(device)];
}

/** As many devices of a kind as people join by themselves to hold a model; more are a choice. */
export function mostDevices(device: HardwareName | undefined): number {
  if (device === undefined) return 64;
  const kind = kindOf(device);
  if (kind === "apple" || kind === "integrated" || kind === "cpu") return 1;
  return kind === "consumer" ? 2 : 64;
}

/** Apple's Ultra parts are two dies: their passes cost more a layer. */
const ultraGBps = 700;

/** A stack on a device (undefined is one of the user's own) of so many GB/s, from the kind that is nearest;
 *  with a warning where that is another kind. undefined for the datasheet. */
export function stackOn(
  name: StackName,
  device: HardwareName | undefined,
  GBps: number,
): Stack | undefined {
  if (name === "datasheet") return undefined;
  const kind = device === undefined ? "datacentre" : kindOf(device);
  switch (name) {
    case "vllm":
    case "sglang": {
      const fitted =
        kind === "ampere"
          ? stacks.vllmAmpere
          : kind === "blackwell"
            ? stacks.vllmBlackwell
            : stacks.vllmHopper;
      const hopper = device !== undefined && /^(h\d)/.test(device);
      if (name === "sglang")
        return borrowed(
          { ...fitted, name },
          "Taken for vLLM on its graphs: SGLang's own rates are of one card and don't carry over.",
        );
      return kind === "ampere" || kind === "blackwell" || hopper
        ? fitted
        : borrowed(fitted, "Measured on Hopper; this device is taken to be launched as fast.");
    }
    case "llamacpp":
      if (kind === "apple") return GBps >= ultraGBps ? stacks.llamacppUltra : stacks.llamacppMetal;
      return kind === "consumer"
        ? stacks.llamacppCuda
        : borrowed(stacks.llamacppCuda, "Measured on RTX cards; on others llama.cpp reaches less.");
    case "eager":
      return kind === "ampere" ? stacks.eager : stacks.eagerHopper;
    default:
      return stacks[name];
  }
}

/** On a device that it wasn't fitted on it is trusted half as far. */
function borrowed(stack: Stack, warning: string): Stack {
  return { ...stack, spread: Math.max(0.2, 2 * stack.spread), warning };
}
