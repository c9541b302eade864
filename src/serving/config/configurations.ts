import type { Engine } from "../measurements/measurement.ts";
import type { Configuration, Deployment } from "./config.ts";
import { llamacppConfiguration } from "./llamacpp.ts";
import { sglangConfiguration } from "./sglang.ts";
import { trtllmConfiguration } from "./trtllm.ts";
import { vllmConfiguration } from "./vllm.ts";

/** The command that makes an engine run a deployment (gamma 1..64), or why it could not. */
export const configurationFor: Readonly<Record<Engine, (deployment: Deployment) => Configuration>> =
  {
    vllm: vllmConfiguration,
    sglang: sglangConfiguration,
    llamacpp: llamacppConfiguration,
    trtllm: trtllmConfiguration,
  };
