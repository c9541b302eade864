import { ShaderError, WebGpuError } from "./errors.ts";

/** How a kernel's bindings of group 0 are used, in order. */
export type Access = "read" | "write";

/** Whether a kernel takes the tape as group 1, and what it does with it. */
export type TapeAccess = "none" | Access;

/** What is compiled. Two of the same content are one pipeline. */
export interface KernelSource {
  readonly name: string;
  readonly code: string;
  readonly bindings: readonly Access[];
  readonly tape: TapeAccess;
}

export interface Kernel {
  readonly name: string;
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  readonly tapeLayout: GPUBindGroupLayout | null;
}

/** How long a failed call waits for the loss of the device behind it to be announced, ms. Firefox looks
 *  for such news every 0.1 s only. */
const announcement = 1000;

/** A device, with its buffers counted and its pipelines kept. */
export class Gpu {
  readonly device: GPUDevice;
  readonly limits: GPUSupportedLimits;
  readonly features: ReadonlySet<string>;
  private readonly live = new Set<GPUBuffer>();
  private readonly kernels = new Map<string, Promise<Kernel>>();
  private readonly layouts = new Map<string, GPUBindGroupLayout>();
  private fault: WebGpuError | null = null;

  constructor(device: GPUDevice) {
    this.device = device;
    this.limits = device.limits;
    this.features = device.features;
    device.lost.then(({ reason, message }) => {
      this.fault = new WebGpuError(
        "device-lost",
        reason === "destroyed"
          ? "The GPU device was closed. Start again to open a new one."
          : `The GPU device was lost: ${message || "no reason given"}. Start again to open a new one.`,
      );
      this.live.clear();
    });
    device.addEventListener("uncapturederror", (event) => {
      const { error } = event;
      this.fault ??= new WebGpuError(
        error instanceof GPUOutOfMemoryError ? "out-of-memory" : "validation",
        error.message,
      );
    });
  }

  /** Buffers that exist, and their bytes. */
  get buffers(): { count: number; bytes: number } {
    let bytes = 0;
    for (const buffer of this.live) bytes += buffer.size;
    return { count: this.live.size, bytes };
  }

  /** Throws what has gone wrong since the last look; a lost device for ever. */
  check(): void {
    const { fault } = this;
    if (fault === null) return;
    if (fault.code !== "device-lost") this.fault = null;
    throw fault;
  }

  /** What `use` makes of the first `bytes` of `buffer`, once `mapping` has mapped it; it is unmapped
   *  again. Throws what `check` would, or what went wrong with the mapping. */
  async read<T>(
    buffer: GPUBuffer,
    bytes: number,
    mapping: Promise<void>,
    use: (content: ArrayBuffer) => T,
  ): Promise<T> {
    let content: ArrayBuffer;
    try {
      await mapping;
      // Where the device was lost meanwhile, some browsers resolve the mapping and have nothing mapped.
      content = buffer.getMappedRange(0, bytes);
    } catch (error) {
      return this.rethrow(error);
    }
    try {
      this.check();
      return use(content);
    } finally {
      buffer.unmap();
    }
  }

  /** Throws the typed error behind `error`, which a call of the device gave. */
  private async rethrow(error: unknown): Promise<never> {
    // A call may fail before the loss is announced.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, announcement);
    });
    await Promise.race([this.device.lost, patience]);
    clearTimeout(timer);
    this.check();
    throw error;
  }

  /** A storage buffer of zeros that can be written and read. */
  buffer(label: string, bytes: number, usage: GPUBufferUsageFlags = 0): GPUBuffer {
    this.check();
    const size = Math.max(16, Math.ceil(bytes / 16) * 16);
    const mapped = (usage & GPUBufferUsage.MAP_READ) !== 0;
    const uniform = (usage & GPUBufferUsage.UNIFORM) !== 0;
    const storage = mapped || uniform ? 0 : GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
    const most =
      storage === 0 ? this.limits.maxBufferSize : this.limits.maxStorageBufferBindingSize;
    if (size > most || size > this.limits.maxBufferSize) {
      throw new WebGpuError(
        "limits",
        `${label} needs a buffer of ${size} bytes, this adapter allows ${most}. Use a smaller model or a shorter context.`,
      );
    }
    const buffer = this.device.createBuffer({
      label,
      size,
      usage: usage | storage | GPUBufferUsage.COPY_DST,
    });
    this.live.add(buffer);
    return buffer;
  }

  /** A storage buffer that holds `data`. */
  upload(label: string, data: ArrayBufferView<ArrayBuffer>): GPUBuffer {
    const buffer = this.buffer(label, data.byteLength);
    this.write(buffer, 0, data);
    return buffer;
  }

  /** Writes before everything that is submitted later. Whole words. */
  write(buffer: GPUBuffer, at: number, data: ArrayBufferView<ArrayBuffer>): void {
    const whole = data.byteLength & ~3;
    this.device.queue.writeBuffer(buffer, at, data.buffer, data.byteOffset, whole);
    if (whole === data.byteLength) return;
    const rest = new Uint8Array(4);
    rest.set(new Uint8Array(data.buffer, data.byteOffset + whole, data.byteLength - whole));
    this.device.queue.writeBuffer(buffer, at + whole, rest);
  }

  free(buffer: GPUBuffer): void {
    this.live.delete(buffer);
    buffer.destroy();
  }

  /** Compiles, once for the same content. Throws ShaderError. */
  kernel(source: KernelSource): Promise<Kernel> {
    const key = [source.name, source.tape, source.bindings.join(), source.code].join("\n");
    let kernel = this.kernels.get(key);
    if (kernel === undefined) {
      kernel = this.compile(source);
      this.kernels.set(key, kernel);
      kernel.catch(() => this.kernels.delete(key));
    }
    return kernel;
  }

  /** Runs `work`; an out-of-memory or validation error in it is thrown as WebGpuError. */
  async scoped<T>(work: () => Promise<T>): Promise<T> {
    this.device.pushErrorScope("out-of-memory");
    this.device.pushErrorScope("validation");
    const result = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    const [validation, memory] = await Promise.all([
      this.device.popErrorScope(),
      this.device.popErrorScope(),
    ]).catch((error) => this.rethrow(error));
    this.check();
    if (memory !== null) throw new WebGpuError("out-of-memory", memory.message);
    if ("error" in result) throw result.error;
    if (validation !== null) throw new WebGpuError("validation", validation.message);
    return result.value;
  }

  private async compile({ name, code, bindings, tape }: KernelSource): Promise<Kernel> {
    this.check();
    const { device } = this;
    const layout = this.layout(bindings.join(), () =>
      bindings.map((access, binding) => storage(binding, access)),
    );
    const tapeLayout =
      tape === "none"
        ? null
        : this.layout(`tape ${tape}`, () => [
            storage(0, tape),
            {
              binding: 1,
              visibility: GPUShaderStage.COMPUTE,
              buffer: { type: "uniform", hasDynamicOffset: true, minBindingSize: 16 },
            },
          ]);
    device.pushErrorScope("validation");
    const module = device.createShaderModule({ label: name, code });
    device.popErrorScope().catch(() => null); // its text comes with the messages below
    const info = await module.getCompilationInfo();
    const bad = info.messages.find(({ type }) => type === "error");
    if (bad !== undefined) throw new ShaderError(name, bad.lineNum, bad.linePos, bad.message, code);
    const layouts = tapeLayout === null ? [layout] : [layout, tapeLayout];
    try {
      const pipeline = await device.createComputePipelineAsync({
        label: name,
        layout: device.createPipelineLayout({ bindGroupLayouts: layouts }),
        compute: { module, entryPoint: "main" },
      });
      return { name, pipeline, layout, tapeLayout };
    } catch (error) {
      this.check();
      const message = error instanceof Error ? error.message : String(error);
      throw new ShaderError(name, 0, 0, message, code, { cause: error });
    }
  }

  private layout(key: string, entries: () => GPUBindGroupLayoutEntry[]): GPUBindGroupLayout {
    let layout = this.layouts.get(key);
    if (layout === undefined) {
      layout = this.device.createBindGroupLayout({ label: key, entries: entries() });
      this.layouts.set(key, layout);
    }
    return layout;
  }
}

const storage = (binding: number, access: Access): GPUBindGroupLayoutEntry => ({
  binding,
  visibility: GPUShaderStage.COMPUTE,
  buffer: { type: access === "read" ? "read-only-storage" : "storage" },
});
