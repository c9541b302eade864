import type { Dtype } from "../../sdsl/hardware.ts";
import type { Deployed, Deployment } from "./config.ts";

/** The format that a quantised checkpoint brings by itself, as the plan counts it; undefined for one in 16
 *  or 32 bits. */
export function publishedAs({ native }: Deployed): Dtype | undefined {
  if (native === undefined || native === "bf16" || native === "fp32") return undefined;
  return native === "fp8" ? "fp8" : "int4";
}

/** Whether either model runs in another format than was planned, since its checkpoint is in that. */
export const otherwisePublished = (deployment: Deployment): boolean =>
  (publishedAs(deployment.target) ?? deployment.dtype) !== deployment.dtype ||
  (publishedAs(deployment.draft) ?? deployment.draftDtype) !== deployment.draftDtype;
