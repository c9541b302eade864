import { WebGpuError } from "./errors.ts";

/** What the adapter says of itself. */
export interface AdapterFacts {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** Whether a CPU plays the GPU. */
  readonly software: boolean;
  /** The optional features that this engine uses and that the device has. */
  readonly features: readonly GPUFeatureName[];
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
  readonly maxComputeWorkgroupStorageSize: number;
  readonly maxComputeInvocationsPerWorkgroup: number;
  /** What is not used although the device has it, and why, in words. */
  readonly passedOver: readonly string[];
}

const wanted: readonly GPUFeatureName[] = ["timestamp-query", "subgroups"];

/** Threads of a quad, which exchange numbers within a subgroup. */
const quad = 4;

/** A device with all the memory that the adapter allows and the features that help.
 *  Throws WebGpuError "no-webgpu" or "no-adapter". */
export async function openDevice(
  gpu: GPU | undefined,
  powerPreference: GPUPowerPreference,
): Promise<{ device: GPUDevice; facts: AdapterFacts }> {
  if (gpu === undefined) {
    throw new WebGpuError(
      "no-webgpu",
      "This browser has no WebGPU. Use a current Chrome, Edge, Firefox or Safari, over https or on localhost.",
    );
  }
  const adapter = await gpu.requestAdapter({ powerPreference });
  if (adapter === null) {
    throw new WebGpuError(
      "no-adapter",
      "This browser has WebGPU, but no graphics adapter that it allows. Its settings may have hardware acceleration off.",
    );
  }
  const { limits, info } = adapter;
  const passedOver: string[] = [];
  // Threads of a quad work together, which needs whole quads. An older browser doesn't say the sizes.
  const { subgroupMinSize: least = quad, subgroupMaxSize: most = quad } = info;
  const narrow = adapter.features.has("subgroups") && least < quad;
  if (narrow) {
    passedOver.push(
      `subgroups are not used: they can be of ${least} threads here (${least} to ${most}), and four must work together`,
    );
  }
  const features = wanted.filter(
    (name) => adapter.features.has(name) && !(name === "subgroups" && narrow),
  );
  const device = await adapter.requestDevice({
    requiredFeatures: features,
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
    },
  });
  const description = [info.vendor, info.architecture, info.device, info.description].join(" ");
  return {
    device,
    facts: {
      vendor: info.vendor,
      architecture: info.architecture,
      device: info.device,
      description: info.description,
      software: info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|warp/i.test(description),
      features,
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: device.limits.maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup: device.limits.maxComputeInvocationsPerWorkgroup,
      passedOver,
    },
  };
}
