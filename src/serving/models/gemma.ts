import { table } from "./model.ts";

const gemma2 = table(
  {
    family: "Gemma 2",
    tokenizer: "gemma-2",
    licence: "Gemma",
    report: "https://arxiv.org/abs/2408.00118",
    context: 8_192,
  },
  `
  gemma-2-2b  google/gemma-2-2b-it  2.614B  = 26 2304 9216  8  4  256 256000 - tied 2T  window=4096/13
  gemma-2-9b  google/gemma-2-9b-it  9.242B  = 42 3584 14336 16 8  256 256000 - tied 8T  window=4096/21
  gemma-2-27b google/gemma-2-27b-it 27.227B = 46 4608 36864 32 16 128 256000 - tied 13T window=4096/23
  `,
);

/** The language model alone: from 4B up a vision tower of 0.4B stands beside it. */
const gemma3 = table(
  {
    family: "Gemma 3",
    tokenizer: "gemma-3",
    licence: "Gemma",
    report: "https://arxiv.org/abs/2503.19786",
    context: 131_072,
  },
  `
  gemma-3-270m google/gemma-3-270m-it 268.1M  = 18 640  2048  4  1  256 262144 - tied 6T window=512/15 ctx=32768
  gemma-3-1b   google/gemma-3-1b-it   999.9M  = 26 1152 6912  4  1  256 262144 - tied 2T window=512/22 ctx=32768
  gemma-3-4b   google/gemma-3-4b-it   3.880B  = 34 2560 10240 8  4  256 262208 - tied 4T window=1024/29
  gemma-3-12b  google/gemma-3-12b-it  11.766B = 48 3840 15360 16 8  256 262208 - tied 12T window=1024/40
  gemma-3-27b  google/gemma-3-27b-it  27.009B = 62 5376 21504 32 16 128 262208 - tied 14T window=1024/52
  `,
);

/** The language model alone. E2B and E4B look most of their parameters up in tables by layer, and their
 *  last layers use the cache of earlier ones; global layers of the others take keys for values. */
const gemma4 = table(
  {
    family: "Gemma 4",
    tokenizer: "gemma-4",
    licence: "Apache 2.0",
    report: "https://ai.google.dev/gemma/docs/core",
    context: 262_144,
  },
  `
  gemma-4-e2b     google/gemma-4-E2B-it     ~4.6B ~2.3B 35 1536 6144  8  1  256 262144 -     tied ? window=512/28 global=1/512 table=256 cacheless=20 dense=20/12288 ctx=131072
  gemma-4-e4b     google/gemma-4-E4B-it     ~7.5B ~4.5B 42 2560 10240 8  2  256 262144 -     tied ? window=512/35 global=2/512 table=256 cacheless=18 ctx=131072
  gemma-4-12b     google/gemma-4-12B-it     ~12B  =     48 3840 15360 16 8  256 262144 -     tied ? window=1024/40 global=1/512 keq=1
  gemma-4-26b-a4b google/gemma-4-26B-A4B-it ~25.2B ~3.8B 30 2816 704  16 8  256 262144 128/8 tied ? window=1024/25 global=2/512 keq=1 shared=2112
  gemma-4-31b     google/gemma-4-31B-it     ~30.7B =    60 5376 21504 32 16 256 262144 -     tied ? window=1024/50 global=4/512 keq=1
  `,
);

export const gemma = [...gemma2, ...gemma3, ...gemma4];
