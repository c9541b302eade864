import { SubmitTimer } from "./clock.ts";
import type { Gpu } from "./gpu.ts";

/** Device time that one measurement should take, ms: long beside the clock's steps of 0.1 ms. */
const enough = 2;
const repetitions = 3;
const mostRounds = 256;

/** Times dispatches on the device, by its own clock where it has one. */
export class Stopwatch {
  private readonly gpu: Gpu;
  private readonly timer: SubmitTimer;
  private readonly staging: GPUBuffer;

  constructor(gpu: Gpu) {
    this.gpu = gpu;
    this.timer = new SubmitTimer(gpu);
    this.staging = gpu.buffer("times", Math.max(16, this.timer.bytes), GPUBufferUsage.MAP_READ);
  }

  /** Milliseconds of one round, the shortest of a few measurements: what disturbs a device only makes it
   *  slower. `round(pass, i)` encodes round i. */
  async time(round: (pass: GPUComputePassEncoder, i: number) => void): Promise<number> {
    const first = await this.measure(round, 2);
    const rounds = Math.max(2, Math.min(mostRounds, Math.ceil(enough / Math.max(first, 1e-4))));
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < repetitions; i++) best = Math.min(best, await this.measure(round, rounds));
    return best;
  }

  free(): void {
    this.timer.free();
    this.gpu.free(this.staging);
  }

  private async measure(
    round: (pass: GPUComputePassEncoder, i: number) => void,
    rounds: number,
  ): Promise<number> {
    const { gpu, timer, staging } = this;
    timer.begin();
    const encoder = gpu.device.createCommandEncoder();
    const pass = encoder.beginComputePass(timer.pass("verify", 0));
    for (let i = 0; i < rounds; i++) round(pass, i);
    pass.end();
    timer.resolve(encoder, staging, 0);
    const submitted = performance.now();
    gpu.device.queue.submit([encoder.finish()]);
    const mapping = staging.mapAsync(GPUMapMode.READ);
    return gpu.read(staging, staging.size, mapping, (content) => {
      const wall = performance.now() - submitted;
      const [span] = timer.read(new BigUint64Array(content));
      return (span === undefined ? wall : span.end - span.start) / rounds;
    });
  }
}
