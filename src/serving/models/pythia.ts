import { table } from "./model.ts";

/** Biderman et al. 2023. */
export const pythia = table(
  {
    family: "Pythia",
    tokenizer: "gpt-neox",
    licence: "Apache 2.0",
    report: "https://arxiv.org/abs/2304.01373",
    context: 2_048,
    matrices: 2,
  },
  `
  pythia-70m  EleutherAI/pythia-70m  70.4M  = 6  512  2048  8  8  64  50304 - two 300B
  pythia-160m EleutherAI/pythia-160m 162.3M = 12 768  3072  12 12 64  50304 - two 300B
  pythia-410m EleutherAI/pythia-410m 405.3M = 24 1024 4096  16 16 64  50304 - two 300B
  pythia-1b   EleutherAI/pythia-1b   1.012B = 16 2048 8192  8  8  256 50304 - two 300B
  pythia-1.4b EleutherAI/pythia-1.4b 1.415B = 24 2048 8192  16 16 128 50304 - two 300B
  pythia-2.8b EleutherAI/pythia-2.8b 2.775B = 32 2560 10240 32 32 80  50304 - two 300B
  pythia-6.9b EleutherAI/pythia-6.9b 6.857B = 32 4096 16384 32 32 128 50432 - two 300B
  pythia-12b  EleutherAI/pythia-12b  11.85B = 36 5120 20480 40 40 128 50688 - two 300B
  `,
);
