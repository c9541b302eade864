import type { Dtype } from "../../sdsl/hardware.ts";
import type { Engine } from "../measurements/measurement.ts";

/** What runs on a device, told from a preset's key: a device of one's own is taken for NVIDIA's. */
export type DeviceKind = "cuda" | "rocm" | "apple" | "integrated" | "tpu" | "cpu";

export function kindOf(device: string | null): DeviceKind {
  const id = device ?? "";
  if (/^m\d/.test(id)) return "apple";
  if (/^mi\d/.test(id)) return "rocm";
  if (/^tpu/.test(id)) return "tpu";
  if (/cpu|xeon|epyc|^ddr/.test(id)) return "cpu";
  return /ryzen|strix/.test(id) ? "integrated" : "cuda";
}

const engines: Readonly<Record<DeviceKind, readonly Engine[]>> = {
  cuda: ["vllm", "sglang", "llamacpp", "trtllm"],
  rocm: ["vllm", "sglang", "llamacpp"],
  apple: ["llamacpp"],
  integrated: ["llamacpp"],
  tpu: [],
  cpu: ["llamacpp"],
};

/** The engines that speculate with a draft model on such a device. */
export function enginesOn(device: string | null): readonly Engine[] {
  // Turing lacks what TensorRT-LLM's PyTorch backend needs
  return isTuring(device)
    ? engines.cuda.filter((engine) => engine !== "trtllm")
    : engines[kindOf(device)];
}

const isTuring = (device: string | null) => device === "t4";

/** What 16 bits are called: Turing has no bfloat16. */
export const sixteenBits = (device: string | null): "half" | "bfloat16" =>
  isTuring(device) ? "half" : "bfloat16";

/** Whether an engine of Python brings published weights to this format as it loads them, on this device. */
export function quantisesOnLoad(
  engine: Engine,
  device: string | null,
  dtype: Dtype,
  mixture: boolean,
): boolean {
  if (dtype === "bf16") return true;
  if (engine === "trtllm") return false;
  if (dtype === "fp32") return true;
  if (dtype === "fp8") return !isTuring(device);
  // four bits by bitsandbytes: vLLM's, on NVIDIA's, not for experts
  return engine === "vllm" && kindOf(device) === "cuda" && !mixture;
}
