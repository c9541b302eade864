import { WasmError } from "./errors.ts";

const page = 65_536;
/** Pages that 32-bit addresses reach, without the last one, so that no end overflows. */
const most = 65_535;
/** A cache line. */
const alignment = 64;
/** Nothing lies at address 0. */
const begin = 4096;

interface Block {
  readonly at: number;
  readonly bytes: number;
}

/** The only place that gives out linear memory: blocks that don't overlap, zeroed, at multiples of 64. */
export class Heap {
  private readonly memory: WebAssembly.Memory;
  private readonly most: number;
  private blocks: Block[] = []; // by address

  /** `pages`: the most that the memory may grow to. */
  constructor(memory: WebAssembly.Memory, pages = most) {
    this.memory = memory;
    this.most = pages * page;
  }

  /** Bytes of linear memory. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  /** Whether nothing is given out. */
  get empty(): boolean {
    return this.blocks.length === 0;
  }

  /** The address of `bytes` new bytes. Views of memory may be void after it.
   *  Throws WasmError "out-of-memory". */
  allocate(bytes: number): number {
    const size = Math.ceil(bytes / alignment) * alignment;
    let at = begin;
    let index = 0;
    for (; index < this.blocks.length; index++) {
      const block = this.blocks[index];
      if (block.at - at >= size) break;
      at = block.at + block.bytes;
    }
    this.reach(at + size, bytes);
    this.blocks.splice(index, 0, { at, bytes: size });
    new Uint8Array(this.memory.buffer, at, size).fill(0);
    return at;
  }

  /** Takes back what was given out at `at`. */
  free(at: number): void {
    this.blocks = this.blocks.filter((block) => block.at !== at);
  }

  private reach(end: number, bytes: number): void {
    const missing = Math.ceil((end - this.size) / page);
    if (missing <= 0) return;
    try {
      if (end > this.most) throw new RangeError("beyond what 32 bits address");
      this.memory.grow(missing);
    } catch (cause) {
      throw new WasmError(
        "out-of-memory",
        `The model needs ${megabytes(bytes)} MB of memory, which WebAssembly doesn't get here: it holds ${megabytes(this.size)} MB and ends at ${megabytes(this.most)} MB. Use a smaller model or a shorter context.`,
        { cause },
      );
    }
  }
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1e6).toLocaleString("en");
