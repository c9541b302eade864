import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engines } from "../measurements/measurement.ts";
import type { Deployment } from "./config.ts";
import { configurationFor } from "./configurations.ts";
import { quote } from "./shell.ts";
import { vllmSynthetic } from "./vllm.ts";

const deployment: Deployment = {
  target: "meta-llama/Llama-3.3-70B-Instruct",
  draft: "meta-llama/Llama-3.2-1B-Instruct",
  gamma: 5,
  tensorParallel: 4,
  sameVocabulary: true,
  greedy: true,
};

/** The words of a command, as a shell would pass them on. */
function words(command: string): readonly string[] {
  return execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

/** vllm/config/speculative.py @002e77c: the keys of `--speculative-config` and what each may be. */
const speculativeKeys: Readonly<Record<string, (value: unknown) => boolean>> = {
  method: (value) => value === "draft_model",
  model: (value) => typeof value === "string" && value !== "",
  num_speculative_tokens: (value) => Number.isInteger(value) && Number(value) >= 1,
  use_heterogeneous_vocab: (value) => typeof value === "boolean",
  draft_sample_method: (value) => value === "greedy" || value === "probabilistic",
  rejection_sample_method: (value) =>
    value === "standard" || value === "synthetic" || value === "block",
  synthetic_acceptance_rates: (value) =>
    Array.isArray(value) &&
    value.every((rate, i) => rate >= 0 && rate <= 1 && rate <= (value[i - 1] ?? 1)),
};

/** Each engine's flags that we may use, as its own help lists them. */
const flags: Readonly<Record<string, readonly string[]>> = {
  vllm: ["--tensor-parallel-size", "--speculative-config"],
  sglang: [
    "--model-path",
    "--tp-size",
    "--speculative-algorithm",
    "--speculative-draft-model-path",
    "--speculative-num-steps",
    "--speculative-eagle-topk",
    "--speculative-num-draft-tokens",
  ],
  llamacpp: [
    "--model",
    "--gpu-layers",
    "--spec-type",
    "--spec-draft-model",
    "--spec-draft-ngl",
    "--spec-draft-n-max",
    "--spec-draft-n-min",
    "--spec-draft-p-min",
  ],
};

function speculative(command: string): Record<string, unknown> {
  const all = words(command);
  const config = JSON.parse(all[all.indexOf("--speculative-config") + 1]!) as Record<
    string,
    unknown
  >;
  for (const [key, value] of Object.entries(config))
    expect(speculativeKeys[key]?.(value), `${key}: ${JSON.stringify(value)}`).toBe(true);
  for (const key of ["method", "model", "num_speculative_tokens"])
    expect(config).toHaveProperty(key);
  return config;
}

describe("a configuration", () => {
  it.each(engines)("for %s has no flag that the engine does not know", (engine) => {
    const { command } = configurationFor[engine](deployment);
    const used = words(command).filter((word) => word.startsWith("--"));
    expect(used.length).toBeGreaterThan(1);
    for (const flag of used) expect(flags[engine]).toContain(flag);
    expect(new Set(used).size).toBe(used.length);
  });

  it("for vLLM is a draft model's, by its schema", () => {
    expect(speculative(configurationFor.vllm(deployment).command)).toEqual({
      method: "draft_model",
      model: deployment.draft,
      num_speculative_tokens: 5,
    });
    const sampled = configurationFor.vllm({ ...deployment, greedy: false });
    expect(speculative(sampled.command).draft_sample_method).toBe("probabilistic");
    expect(sampled.notes).toContain("draft-samples");
    const padded = configurationFor.vllm({ ...deployment, sameVocabulary: false });
    expect(speculative(padded.command).use_heterogeneous_vocab).toBe(true);
  });

  it("for SGLang drafts a chain: gamma steps, gamma + 1 tokens", () => {
    const all = words(configurationFor.sglang(deployment).command);
    const value = (flag: string) => all[all.indexOf(flag) + 1];
    expect(value("--speculative-num-steps")).toBe("5");
    expect(value("--speculative-num-draft-tokens")).toBe("6");
    expect(value("--speculative-eagle-topk")).toBe("1");
  });

  it("for llama.cpp uses the names that were not removed", () => {
    const { command } = configurationFor.llamacpp(deployment);
    expect(command).toContain("--spec-draft-n-max 5");
    expect(command).not.toMatch(/--draft(-max|-min|-n)?[ =]/);
  });

  it("of a check accepts as predicted: one rate a position, the chance to get there, never rising", () => {
    const config = speculative(vllmSynthetic(deployment, [0.8, 0.7]));
    expect(config.rejection_sample_method).toBe("synthetic");
    expect(config.synthetic_acceptance_rates).toEqual([0.8, 0.56, 0.392, 0.2744, 0.1921]);
  });

  it("keeps any path in one word", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~é🙂\n\t]{1,40}$/u), (path) => {
        expect(words(quote(path))).toEqual([path]);
      }),
      { numRuns: 100 },
    );
    const path = '/models/it\'s a $(draft) `here` "1B"';
    const all = words(configurationFor.sglang({ ...deployment, draft: path }).command);
    expect(all).toContain(path);
    expect(speculative(configurationFor.vllm({ ...deployment, draft: path }).command).model).toBe(
      path,
    );
  });
});
