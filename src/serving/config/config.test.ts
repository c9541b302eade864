import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engines } from "../measurements/measurement.ts";
import { aiconfiguratorCommand } from "./aiconfigurator.ts";
import { checkFor } from "./check.ts";
import type { Deployment } from "./config.ts";
import { configurationFor } from "./configurations.ts";
import { quote } from "./shell.ts";

const deployment: Deployment = {
  target: {
    repository: "meta-llama/Llama-3.3-70B-Instruct",
    shape: { heads: 64, kvHeads: 8, intermediate: 28_672, mixture: false },
  },
  draft: {
    repository: "meta-llama/Llama-3.2-1B-Instruct",
    shape: { heads: 32, kvHeads: 8, intermediate: 8192, mixture: false },
  },
  gamma: 5,
  context: 8192,
  batch: 4,
  devices: 4,
  device: "h100",
  dtype: "bf16",
  draftDtype: "bf16",
  sameVocabulary: true,
  greedy: true,
  needed: 145e9,
  usable: 72e9,
};

/** The words of a command, as a shell would pass them on. */
function words(command: string | null | undefined): readonly string[] {
  return execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

const speculative = (command: string | null | undefined) => {
  const all = words(command);
  return JSON.parse(all[all.indexOf("--speculative-config") + 1]!) as Record<string, unknown>;
};

const valueIn = (command: string | null) => {
  const all = words(command);
  return (flag: string) => all[all.indexOf(flag) + 1];
};

describe("a configuration", () => {
  it("for vLLM drafts with a model on as many devices as the target", () => {
    const { command } = configurationFor.vllm(deployment);
    expect(speculative(command)).toEqual({
      method: "draft_model",
      model: deployment.draft.repository,
      num_speculative_tokens: 5,
      draft_tensor_parallel_size: 4,
    });
    const value = valueIn(command);
    expect(value("--max-model-len")).toBe("8192");
    expect(value("--max-num-seqs")).toBe("4");
    expect(value("--tensor-parallel-size")).toBe("4");
    const sampled = configurationFor.vllm({ ...deployment, greedy: false });
    expect(speculative(sampled.command).draft_sample_method).toBe("probabilistic");
    expect(sampled.notes).toContain("draft-samples");
    const padded = configurationFor.vllm({ ...deployment, sameVocabulary: false });
    expect(speculative(padded.command).use_heterogeneous_vocab).toBe(true);
  });

  it("stores either model as it was planned", () => {
    const eight = { ...deployment, dtype: "fp8", draftDtype: "bf16" } as const;
    expect(valueIn(configurationFor.vllm(eight).command)("--quantization")).toBe("fp8");
    expect(speculative(configurationFor.vllm(eight).command)).not.toHaveProperty("quantization");
    expect(
      speculative(configurationFor.vllm({ ...eight, draftDtype: "fp8" }).command).quantization,
    ).toBe("fp8");
    const draft = "--speculative-draft-model-quantization";
    expect(valueIn(configurationFor.sglang(eight).command)(draft)).toBe("unquant");
    expect(valueIn(configurationFor.sglang({ ...eight, draftDtype: "fp8" }).command)(draft)).toBe(
      "fp8",
    );
    const value = valueIn(configurationFor.llamacpp({ ...eight, dtype: "int4" }).command);
    expect(value("--model")).toBe("Llama-3.3-70B-Instruct-Q4_K_M.gguf");
    expect(value("--spec-draft-model")).toBe("Llama-3.2-1B-Instruct-BF16.gguf");
    expect(valueIn(configurationFor.vllm({ ...deployment, device: "t4" }).command)("--dtype")).toBe(
      "half",
    );
  });

  it("leaves a quantised checkpoint as it is published, and says where that is not what was planned", () => {
    const target = { ...deployment.target, native: "mxfp4" } as const;
    for (const engine of ["vllm", "sglang", "trtllm"] as const) {
      const four = configurationFor[engine]({ ...deployment, target, dtype: "int4" });
      expect(four.problems).toEqual([]);
      expect(four.command).not.toContain("--quantization");
      expect(four.notes).not.toContain("as-published");
      const sixteen = configurationFor[engine]({ ...deployment, target });
      expect(sixteen.command).not.toContain("--quantization");
      expect(sixteen.notes).toContain("as-published");
    }
  });

  it("for SGLang drafts a chain: gamma steps, gamma + 1 tokens", () => {
    const value = valueIn(configurationFor.sglang(deployment).command);
    expect(value("--speculative-num-steps")).toBe("5");
    expect(value("--speculative-num-draft-tokens")).toBe("6");
    expect(value("--context-length")).toBe("8192");
    expect(value("--max-running-requests")).toBe("4");
  });

  it("for llama.cpp has room for every slot, and samples where the target does", () => {
    const { command } = configurationFor.llamacpp({ ...deployment, greedy: false });
    const value = valueIn(command);
    expect(value("--ctx-size")).toBe("32768");
    expect(value("--spec-draft-n-max")).toBe("5");
    expect(value("--spec-draft-sampling")).toBe("probabilistic");
    expect(configurationFor.llamacpp(deployment).command).not.toContain("--spec-draft-sampling");
    expect(command).not.toMatch(/--draft(-max|-min|-n)?[ =]/);
  });

  it("keeps any path in one word", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~é🙂\n\t]{1,40}$/u), (path) => {
        expect(words(quote(path))).toEqual([path]);
      }),
      { numRuns: 100 },
    );
    const path = '/models/it\'s a $(draft) `here` "1B"';
    const own = { ...deployment, draft: { repository: path } };
    expect(words(configurationFor.sglang(own).command)).toContain(path);
    expect(speculative(configurationFor.vllm(own).command).model).toBe(path);
  });
});

describe("what cannot start", () => {
  const small = { heads: 14, kvHeads: 2, intermediate: 4864, mixture: false };
  const problems = (engine: (typeof engines)[number], part: Partial<Deployment>) => {
    const { command, problems: found } = configurationFor[engine]({ ...deployment, ...part });
    expect(command === null).toBe(found.length > 0);
    return found;
  };

  it("is heads that the devices do not share, the draft's too, and what would", () => {
    const draft = { repository: "Qwen/Qwen2.5-0.5B-Instruct", shape: small };
    for (const engine of ["vllm", "sglang", "trtllm"] as const)
      expect(problems(engine, { draft })).toEqual([
        {
          kind: "heads",
          model: draft.repository,
          what: "heads",
          count: 14,
          works: [],
        },
      ]);
    expect(problems("llamacpp", { draft })).toEqual([]);
    expect(problems("vllm", { draft, needed: 60e9 })[0]).toMatchObject({ works: [1, 2] });
    expect(problems("vllm", { draft, devices: 2, needed: 60e9 })).toEqual([]);
  });

  it("is a device that the engine does not know, more than a node, and too little memory", () => {
    expect(problems("vllm", { device: "m4max", devices: 1, usable: 2e11 })).toEqual([
      { kind: "device", works: ["llamacpp"] },
    ]);
    expect(problems("trtllm", { device: "mi300x" })[0]).toMatchObject({ kind: "device" });
    expect(problems("vllm", { devices: 16 })[0]).toEqual({ kind: "nodes", works: [4, 8] });
    for (const engine of engines)
      expect(problems(engine, { devices: 2 })).toContainEqual({ kind: "memory", works: [4, 8] });
  });

  it("is more context than a model has, and a format that nobody makes on loading", () => {
    const draft = { ...deployment.draft, contextLimit: 4096 };
    expect(problems("sglang", { draft })).toEqual([
      { kind: "context", model: draft.repository, limit: 4096 },
    ]);
    expect(problems("sglang", { dtype: "int4" })[0]).toMatchObject({ kind: "format" });
    expect(problems("trtllm", { dtype: "fp8" })[0]).toMatchObject({ kind: "format" });
    expect(problems("vllm", { dtype: "int4" })).toEqual([]);
  });
});

describe("a check", () => {
  it("forces one rate a position, the chance to get there, never rising", () => {
    const check = checkFor("vllm", deployment, [0.8, 0.7]);
    const config = speculative(check?.command);
    expect(config.rejection_sample_method).toBe("synthetic");
    expect(config.synthetic_acceptance_rates).toEqual([0.8, 0.56, 0.392, 0.2744, 0.1921]);
    const value = valueIn(checkFor("llamacpp", deployment, [0.8, 0.7])?.command ?? "");
    expect(value("--spec-synth-rates")).toBe("0.8,0.56,0.392,0.2744,0.1921");
  });

  it("gives SGLang the length with the target's token, TensorRT-LLM whole tokens without it", () => {
    const sglang = checkFor("sglang", deployment, [0.8, 0.7]);
    expect(sglang?.command).toMatch(/^SGLANG_SIMULATE_ACC_LEN=3\.22 /);
    expect(sglang?.tokens).toBe(3.22);
    const trtllm = checkFor("trtllm", deployment, [0.8, 0.7]);
    expect(trtllm?.command).toContain("TLLM_SPEC_DECODE_FORCE_NUM_ACCEPTED_TOKENS=2\n");
    expect(trtllm?.tokens).toBe(3);
    expect(trtllm?.notes).toEqual(["whole-tokens"]);
  });

  it("is of nothing that cannot start", () => {
    for (const engine of engines)
      expect(checkFor(engine, { ...deployment, devices: 1 }, [0.8])).toBeNull();
  });
});

it("AIConfigurator gets lookahead and accepted drafts, where it knows device and engine", () => {
  const value = valueIn(aiconfiguratorCommand("vllm", deployment, 2.218));
  expect(value("--system")).toBe("h100_sxm");
  expect(value("--nextn")).toBe("5");
  expect(value("--nextn-accepted")).toBe("2.218");
  expect(Number(value("--isl")) + Number(value("--osl"))).toBe(8192);
  expect(aiconfiguratorCommand("llamacpp", deployment, 2)).toBeNull();
  expect(aiconfiguratorCommand("vllm", { ...deployment, device: "m4max" }, 2)).toBeNull();
});
