/** Dense peaks by how weights are stored, TFLOP/s. A device without 8-bit units computes fp8 weights in
 *  16 bits, and int4 weights are unpacked to 16 bits everywhere. */
export const tflops = (fp32: number, bf16: number, fp8 = bf16) => ({ fp32, bf16, fp8, int4: bf16 });

/** Fixed time of one pass, µs. Assumptions, not datasheets' figures: a captured graph replayed, commands
 *  encoded for an integrated GPU, threads of a CPU joined, a compiled program started. */
export const graph = 20;
export const encoded = 100;
export const joined = 30;
export const program = 20;

/** Half the two-way rate that the datasheets print (NVLink, Infinity Fabric; PCI Express, Ethernet and
 *  Thunderbolt go through the host), GB/s. The latencies are assumptions, µs. */
export const fabric = (GBps: number) => ({ GBps, us: 8 });
export const host = (GBps: number) => ({ GBps, us: 20 });
