import { Stream, uniform } from "../../../src/lm/rng.ts";
import { plain, type Sampling } from "../../../src/lm/sampling.ts";
import { openDevice } from "../../../src/lm/webgpu/adapter.ts";
import { Gpu } from "../../../src/lm/webgpu/gpu.ts";
import { type KernelName, kernelSource } from "../../../src/lm/webgpu/kernels.ts";
import { Tape } from "../../../src/lm/webgpu/tape.ts";
import { type Constants, real } from "../../../src/lm/webgpu/template.ts";
import type { WeightTensor } from "../../../src/lm/weights.ts";

let opened: Promise<Gpu> | null = null;
const device = (): Promise<Gpu> => {
  opened ??= openDevice(navigator.gpu, "high-performance").then((found) => new Gpu(found.device));
  return opened;
};

type Input = Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Runs a kernel once; every buffer's content afterwards, as float32. */
export async function run(
  name: KernelName,
  constants: Constants,
  inputs: readonly (Input | number)[], // a number: a buffer of so many zero floats
  dispatch: readonly [number, number],
  text: { tokens: number[]; start: number; sampling?: Sampling } = { tokens: [], start: 0 },
): Promise<Float32Array[]> {
  const gpu = await device();
  return gpu.scoped(async () => {
    const kernel = await gpu.kernel(kernelSource(name, constants));
    const buffers = inputs.map((input) =>
      typeof input === "number" ? gpu.buffer("out", input * 4) : gpu.upload("in", input),
    );
    const tape = new Tape(gpu, 2048);
    tape.start(
      {
        prompt: text.tokens,
        length: 1,
        sampling: text.sampling ?? plain,
        seed: 7,
        gamma: 0,
        eos: [],
      },
      2000,
    );
    const step = tape.step({ offset: text.start - text.tokens.length, index: 0, row: 0 });
    const group = gpu.device.createBindGroup({
      layout: kernel.layout,
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const encoder = gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(kernel.pipeline);
    pass.setBindGroup(0, group);
    if (kernel.tapeLayout !== null) pass.setBindGroup(1, tape.group(kernel.tapeLayout), [step]);
    pass.dispatchWorkgroups(...dispatch);
    pass.end();
    const total = buffers.reduce((sum, { size }) => sum + size, 0);
    const staging = gpu.buffer("staging", total, GPUBufferUsage.MAP_READ);
    let at = 0;
    for (const buffer of buffers) {
      encoder.copyBufferToBuffer(buffer, 0, staging, at, buffer.size);
      at += buffer.size;
    }
    gpu.device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ);
    const all = new Float32Array(staging.getMappedRange().slice(0));
    at = 0;
    const out = buffers.map(({ size }) => {
      const part = all.subarray(at / 4, (at + size) / 4);
      at += size;
      return part;
    });
    for (const buffer of [...buffers, staging]) gpu.free(buffer);
    tape.free();
    return out;
  });
}

let counter = 0;
export const random = () => 2 * uniform(1234, Stream.sample, counter++) - 1;
export const randoms = (count: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: count }, random);
export const randomInt = (from: number, to: number) =>
  from + Math.floor(((random() + 1) / 2) * (to - from + 1));

/** Values that f16 holds exactly, so that both storages have the same. */
export const halves = (count: number) =>
  Float32Array.from({ length: count }, () => Math.round(random() * 512) / 512);

export function tensor(
  values: Float32Array<ArrayBuffer>,
  shape: number[],
  half: boolean,
): WeightTensor {
  const bits = new Uint32Array(values.buffer);
  const bytes = half
    ? new Uint8Array(
        Uint16Array.from(bits, (word) =>
          (word & 0x7fffffff) === 0
            ? 0
            : ((word >>> 16) & 0x8000) |
              ((((word >>> 23) & 255) - 112) << 10) |
              ((word >>> 13) & 0x3ff),
        ).buffer,
      )
    : new Uint8Array(values.buffer);
  return { name: "W", dtype: half ? "F16" : "F32", shape, bytes };
}

/** Squares by fours and the scale they mean, for `hidden` inputs. */
export function norms(T: number, hidden: number) {
  const stride = Math.ceil(hidden / 4 / 16) * 16;
  const squares = new Float32Array(T * stride);
  const scales: number[] = [];
  for (let t = 0; t < T; t++) {
    let sum = 0;
    for (let i = 0; i < hidden / 4; i++) {
      squares[t * stride + i] = 1 + random();
      sum += squares[t * stride + i];
    }
    scales.push(1 / Math.sqrt(sum / hidden + 1e-5));
  }
  const constants = { HIDDEN: real(hidden), EPS: real(1e-5), SS4: stride / 4 };
  return { squares, stride, scales, constants };
}
