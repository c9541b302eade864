import type { Request } from "../engine.ts";
import type { Gpu } from "./gpu.ts";
import type { Constants } from "./template.ts";

/** Where the words of a tape are: the state of a text, then the text. All uint32. */
const words = {
  /** Tokens of the text so far: the position of the next one. */
  LENGTH: 0,
  /** 0 while the text goes on, 1 after an end-of-text token, 2 when it is long enough. */
  FINISH: 1,
  /** The length at which the text is long enough. */
  END: 2,
  SEED: 3,
  /** Iterations of this submit that are over. */
  ITERATION: 4,
  /** The bits of a float32. */
  TEMPERATURE: 5,
  TOP_K: 6,
  /** The bits of a float32. */
  TOP_P: 7,
  EOS_COUNT: 8,
  /** Positions of the text that the draft's cache holds, where the draft keeps count itself. */
  DRAFTED: 9,
  EOS: 16,
  TEXT: 64,
} as const;
export const tapeWords: Constants = words;

/** The most tokens that may end a text. */
const eosLimit = words.TEXT - words.EOS;

/** A step's uniform is at a multiple of 256 bytes, the least alignment that every adapter allows. */
const stepBytes = 256;
const stepCount = 512;

/** What one dispatch needs to know beside the text; see tape.wgsl. */
export interface Step {
  /** Where a pass begins, counted from the end of the text. */
  readonly offset: number;
  /** Which proposal this is; when they are judged, how many there are. */
  readonly index: number;
  /** The first row of logits to look at. */
  readonly row: number;
}

/** A text on the device and its state: what the models of one generation share. The kernels find their
 *  positions here, so that nothing waits for the CPU and rolling back is setting a number. */
export class Tape {
  readonly buffer: GPUBuffer;
  readonly capacity: number;
  private readonly steps: GPUBuffer;
  private readonly gpu: Gpu;
  private readonly groups = new Map<GPUBindGroupLayout, GPUBindGroup>();
  private readonly offsets = new Map<string, number>();

  /** `capacity` tokens. */
  constructor(gpu: Gpu, capacity: number) {
    this.gpu = gpu;
    this.capacity = capacity;
    this.buffer = gpu.buffer("tape", (words.TEXT + capacity) * 4);
    this.steps = gpu.buffer("steps", stepBytes * stepCount, GPUBufferUsage.UNIFORM);
  }

  /** The state and the tokens from which `request` goes on, with `end` tokens in the end. */
  start({ prompt, seed, sampling, eos }: Request, end: number): void {
    if (eos.length > eosLimit) {
      throw new RangeError(`eos has ${eos.length} tokens, this engine knows at most ${eosLimit}`);
    }
    const state = new Uint32Array(words.TEXT + prompt.length);
    const floats = new Float32Array(state.buffer);
    state[words.LENGTH] = prompt.length;
    state[words.END] = end;
    state[words.SEED] = seed;
    floats[words.TEMPERATURE] = sampling.temperature;
    state[words.TOP_K] = Math.min(sampling.topK, 2 ** 31);
    floats[words.TOP_P] = sampling.topP;
    state[words.EOS_COUNT] = eos.length;
    state.set(eos, words.EOS);
    state.set(prompt, words.TEXT);
    this.gpu.write(this.buffer, 0, state);
  }

  /** Puts `tokens` at `position` of a text whose length counts as 0, so that offsets are positions. */
  put(tokens: ArrayLike<number>, position: number): void {
    this.gpu.write(this.buffer, 0, new Uint32Array(words.EOS));
    this.gpu.write(this.buffer, (words.TEXT + position) * 4, Uint32Array.from(tokens));
  }

  /** To be called before a submit is encoded: makes room for its steps. */
  makeRoom(): void {
    // A write waits for what was submitted before it, so that only this submit's steps must fit.
    if (this.offsets.size > stepCount / 2) this.offsets.clear();
  }

  /** Begins a submit's count of iterations. */
  resetIterations(encoder: GPUCommandEncoder): void {
    encoder.clearBuffer(this.buffer, words.ITERATION * 4, 4);
  }

  group(layout: GPUBindGroupLayout): GPUBindGroup {
    let group = this.groups.get(layout);
    if (group === undefined) {
      group = this.gpu.device.createBindGroup({
        layout,
        entries: [
          { binding: 0, resource: { buffer: this.buffer } },
          { binding: 1, resource: { buffer: this.steps, size: 16 } },
        ],
      });
      this.groups.set(layout, group);
    }
    return group;
  }

  /** The dynamic offset at which `step` stands. */
  step({ offset, index, row }: Step): number {
    const key = `${offset} ${index} ${row}`;
    let at = this.offsets.get(key);
    if (at === undefined) {
      if (this.offsets.size === stepCount) throw new Error("one submit has too many steps");
      at = this.offsets.size * stepBytes;
      this.offsets.set(key, at);
      this.gpu.write(this.steps, at, Int32Array.of(offset, index, row, 0));
    }
    return at;
  }

  free(): void {
    this.gpu.free(this.buffer);
    this.gpu.free(this.steps);
  }
}
