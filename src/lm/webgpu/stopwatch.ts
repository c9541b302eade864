import { SubmitTimer } from "./clock.ts";
import type { Gpu } from "./gpu.ts";
import { clockStep, moreRounds, sampleLength, type Timing, timingOf } from "./timing.ts";

const repetitions = 3;
const mostRounds = 2048;
/** How long the right number of rounds is looked for, ms: some devices' clocks stand still. */
const patience = 500;

/** Encodes round `i`. */
type Round = (pass: GPUComputePassEncoder, i: number) => void;

/** Times dispatches on the device, by its own clock where it has one. */
export class Stopwatch {
  /** Wall time that has gone into samples so far, ms; not what compiled in between. */
  spent = 0;
  private readonly gpu: Gpu;
  private readonly timer: SubmitTimer;
  private readonly staging: GPUBuffer;
  /** Of the clock in use, in ns. */
  private readonly readings: bigint[] = [];
  /** What a submit without work takes, ms, where the wall's clock is in use. */
  private idle: number | null = null;
  /** Rounds that made half a sample the last time. */
  private usual = 2;

  constructor(gpu: Gpu) {
    this.gpu = gpu;
    this.timer = new SubmitTimer(gpu);
    this.staging = gpu.buffer("times", Math.max(16, this.timer.bytes), GPUBufferUsage.MAP_READ);
  }

  /** What one round takes, from a few samples that are long for the clock. */
  async timing(round: Round): Promise<Timing> {
    const began = performance.now();
    const idle = await this.idleTime();
    let rounds = this.usual;
    for (;;) {
      const [took] = await this.samples(round, rounds, 1);
      const enough = sampleLength(clockStep(this.readings), idle);
      const more = moreRounds(rounds, took, enough, mostRounds);
      if (more === null || performance.now() - began > patience) break;
      rounds = more;
    }
    const samples = await this.samples(round, rounds, repetitions);
    const step = clockStep(this.readings);
    const timing = timingOf(samples, rounds, step, idle);
    const half = sampleLength(step, idle) / 2;
    const each = Math.max(timing.time + timing.noise, 1e-6);
    this.usual = Math.max(2, Math.min(mostRounds, Math.round(half / each)));
    this.spent += performance.now() - began;
    return timing;
  }

  /** Milliseconds of one round. */
  async time(round: Round): Promise<number> {
    return (await this.timing(round)).time;
  }

  free(): void {
    this.timer.free();
    this.gpu.free(this.staging);
  }

  private get timed(): boolean {
    return this.gpu.features.has("timestamp-query");
  }

  /** 0 where the device's own clock tells what it did. */
  private async idleTime(): Promise<number> {
    if (this.timed) return 0;
    this.idle ??= Math.min(...(await this.samples(() => undefined, 0, repetitions)));
    return this.idle;
  }

  /** Milliseconds of `count` samples of so many rounds each, with what the submits took. */
  private async samples(round: Round, rounds: number, count: number): Promise<number[]> {
    const samples: number[] = [];
    // The device's clock tells samples of one submit apart, so that one answer is waited for.
    while (samples.length < count)
      samples.push(...(await this.submit(round, rounds, this.timed ? count : 1)));
    return samples;
  }

  private async submit(round: Round, rounds: number, count: number): Promise<number[]> {
    const { gpu, timer, staging } = this;
    timer.begin();
    const encoder = gpu.device.createCommandEncoder();
    for (let sample = 0; sample < count; sample++) {
      const pass = encoder.beginComputePass(timer.pass("verify", sample));
      for (let i = 0; i < rounds; i++) round(pass, i);
      pass.end();
    }
    timer.resolve(encoder, staging, 0);
    const submitted = performance.now();
    gpu.device.queue.submit([encoder.finish()]);
    const mapping = staging.mapAsync(GPUMapMode.READ);
    return gpu.read(staging, staging.size, mapping, (content) => {
      const known = performance.now();
      const times = new BigUint64Array(content);
      const spans = timer.read(times);
      if (!this.timed) this.readings.push(...wallReadings(submitted, known));
      else this.readings.push(...times.subarray(0, 2 * count));
      if (spans.length === count) return spans.map(({ start, end }) => end - start);
      // Without a clock of the device's own, or where it gave an end before its start.
      return Array.from({ length: count }, () => (known - submitted) / count);
    });
  }
}

/** Readings of the wall's clock in ns, without what a fraction of a millisecond loses as a float. */
const wallReadings = (...times: number[]): bigint[] =>
  times.map((time) => BigInt(Math.round(time * 1000)) * 1000n);
