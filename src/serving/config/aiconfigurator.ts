import type { Engine } from "../measurements/measurement.ts";
import type { Deployment } from "./config.ts";
import { command } from "./shell.ts";

/** Its name of each device that it has measurements of. */
const systems: Readonly<Record<string, string>> = {
  a100: "a100_sxm",
  l40s: "l40s",
  h100: "h100_sxm",
  h200: "h200_sxm",
  b200: "b200_sxm",
  b300: "b300_sxm",
  gb200: "gb200",
};
const backends: Readonly<Partial<Record<Engine, string>>> = {
  vllm: "vllm",
  sglang: "sglang",
  trtllm: "trtllm",
};

export const aiconfiguratorCheckedAt =
  "ai-dynamo/aiconfigurator (cli/main.py, read in November 2026)";

/**
 * NVIDIA AIConfigurator's search with this lookahead and `accepted` drafted tokens an iteration (the target's
 * own not counted), over 1 to 32 devices. It takes drafting for layers of multi-token prediction, which cost
 * less than a draft model. Null for a device or an engine that it does not know, and for a model of one's own.
 */
export function aiconfiguratorCommand(
  engine: Engine,
  deployment: Deployment,
  accepted: number,
): string | null {
  const system = systems[deployment.device ?? ""];
  const backend = backends[engine];
  if (system === undefined || backend === undefined || deployment.target.shape === undefined)
    return null;
  const answer = Math.max(1, Math.round(deployment.context / 4));
  return command([
    ["aiconfigurator", "cli", "default"],
    ["--model-path", deployment.target.repository],
    ["--total-gpus", String(deployment.devices)],
    ["--system", system],
    ["--backend", backend],
    ["--isl", String(Math.max(1, deployment.context - answer))],
    ["--osl", String(answer)],
    ["--nextn", String(deployment.gamma)],
    ["--nextn-accepted", String(Number(Math.min(deployment.gamma, accepted).toFixed(3)))],
  ]);
}
