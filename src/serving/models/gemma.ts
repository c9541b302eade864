import { table } from "./model.ts";

const gemma2 = table(
  {
    family: "Gemma 2",
    tokenizer: "gemma-2",
    licence: "Gemma",
    report: "https://arxiv.org/abs/2408.00118",
  },
  `
  gemma-2-2b  google/gemma-2-2b-it  2.614B  = 26 2304 9216  8  4  256 256000 - tied 2T
  gemma-2-9b  google/gemma-2-9b-it  9.242B  = 42 3584 14336 16 8  256 256000 - tied 8T
  gemma-2-27b google/gemma-2-27b-it 27.227B = 46 4608 36864 32 16 128 256000 - tied 13T
  `,
);

/** The language model alone: from 4B up a vision tower of 0.4B stands beside it. */
const gemma3 = table(
  {
    family: "Gemma 3",
    tokenizer: "gemma-3",
    licence: "Gemma",
    report: "https://arxiv.org/abs/2503.19786",
  },
  `
  gemma-3-270m google/gemma-3-270m-it 268.1M  = 18 640  2048  4  1  256 262144 - tied 6T
  gemma-3-1b   google/gemma-3-1b-it   999.9M  = 26 1152 6912  4  1  256 262144 - tied 2T
  gemma-3-4b   google/gemma-3-4b-it   3.880B  = 34 2560 10240 8  4  256 262208 - tied 4T
  gemma-3-12b  google/gemma-3-12b-it  11.766B = 48 3840 15360 16 8  256 262208 - tied 12T
  gemma-3-27b  google/gemma-3-27b-it  27.009B = 62 5376 21504 32 16 128 262208 - tied 14T
  `,
);

export const gemma = [...gemma2, ...gemma3];
