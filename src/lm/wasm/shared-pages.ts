/** Pages of 64 KiB that a memory shared by threads may grow to: 1 GiB, which is reserved at once though not
 *  used. The kernels are compiled for as many. */
export const sharedPages = 16_384;
