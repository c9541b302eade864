import type { Engine } from "../measurements/measurement.ts";
import type { ConfigurationNote, Deployment } from "./config.ts";
import { llamacppCommand } from "./llamacpp.ts";
import { reachedShares } from "./parts.ts";
import { sglangCommand } from "./sglang.ts";
import { startProblems } from "./start.ts";
import { trtllmCommand } from "./trtllm.ts";
import { vllmCommand } from "./vllm.ts";

/** A server that accepts what it is told to, whatever was drafted: what is measured is the cost alone. */
export interface Check {
  readonly command: string;
  /** Tokens an iteration that it then writes, the target's own counted. */
  readonly tokens: number;
  readonly notes: readonly ConfigurationNote[];
}

/**
 * The same server with its acceptance forced to the prediction; null where it could not start. `rates` is the
 * acceptance of each drafted token given that all before it were accepted. vLLM and llama.cpp take the share
 * of drafts that get to each position, SGLang the mean length with the target's own token, TensorRT-LLM the
 * accepted tokens without it: whole ones, since two models have no fractional ones there.
 */
export function checkFor(
  engine: Engine,
  deployment: Deployment,
  rates: readonly number[],
): Check | null {
  if (startProblems(engine, deployment).length > 0) return null;
  const shares = reachedShares(rates, deployment.gamma);
  const accepted = shares.reduce((sum, share) => sum + share, 0);
  if (engine === "vllm")
    return { command: vllmCommand(deployment, shares), tokens: 1 + accepted, notes: [] };
  if (engine === "llamacpp")
    return { command: llamacppCommand(deployment, shares), tokens: 1 + accepted, notes: [] };
  if (engine === "sglang") {
    const length = Number((1 + accepted).toFixed(2));
    const forced = `SGLANG_SIMULATE_ACC_LEN=${length} SGLANG_SIMULATE_ACC_METHOD=match-expected SGLANG_SIMULATE_ACC_TOKEN_MODE=real-draft-token`;
    return { command: `${forced} \\\n${sglangCommand(deployment)}`, tokens: length, notes: [] };
  }
  const whole = Math.min(deployment.gamma, Math.max(1, Math.round(accepted)));
  const forced = `export TLLM_SPEC_DECODE_FORCE_NUM_ACCEPTED_TOKENS=${whole}`;
  return {
    command: `${forced}\n${trtllmCommand(deployment)}`,
    tokens: 1 + whole,
    notes: ["whole-tokens"],
  };
}
