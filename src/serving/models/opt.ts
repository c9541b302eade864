import { table } from "./model.ts";

/** Zhang et al. 2022. */
export const opt = table(
  {
    family: "OPT",
    tokenizer: "opt",
    licence: "OPT licence (non-commercial)",
    report: "https://arxiv.org/abs/2205.01068",
    context: 2_048,
    matrices: 2,
  },
  `
  opt-125m facebook/opt-125m 125.2M = 12 768   3072  12 12 64  50272 - tied 180B
  opt-350m facebook/opt-350m 331.2M = 24 1024  4096  16 16 64  50272 - tied 180B embedding=512
  opt-1.3b facebook/opt-1.3b 1.316B = 24 2048  8192  32 32 64  50272 - tied 180B
  opt-2.7b facebook/opt-2.7b 2.652B = 32 2560  10240 32 32 80  50272 - tied 180B
  opt-6.7b facebook/opt-6.7b 6.658B = 32 4096  16384 32 32 128 50272 - tied 180B
  opt-13b  facebook/opt-13b  12.85B = 40 5120  20480 40 40 128 50272 - tied 180B
  opt-30b  facebook/opt-30b  29.98B = 48 7168  28672 56 56 128 50272 - tied 180B
  opt-66b  facebook/opt-66b  65.72B = 64 9216  36864 72 72 128 50272 - tied 180B
  `,
);
