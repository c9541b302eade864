import { table } from "./model.ts";

const m2 = table(
  {
    family: "MiniMax",
    tokenizer: "minimax-m2",
    licence: "MIT",
    report: "https://huggingface.co/MiniMaxAI/MiniMax-M2",
    context: 196_608,
    native: "fp8",
  },
  `
  minimax-m2   MiniMaxAI/MiniMax-M2   ~230B ~10B 62 3072 1536 48 8 128 200064 256/8 two ?
  minimax-m2.1 MiniMaxAI/MiniMax-M2.1 ~230B ~10B 62 3072 1536 48 8 128 200064 256/8 two ?
  minimax-m2.5 MiniMaxAI/MiniMax-M2.5 ~230B ~10B 62 3072 1536 48 8 128 200064 256/8 two ?
  minimax-m2.7 MiniMaxAI/MiniMax-M2.7 ~230B ~10B 62 3072 1536 48 8 128 200064 256/8 two ? ctx=204800
  `,
);

/** Each token attends to 16 blocks of 128 in all but the first three layers; counted so in all. */
const m3 = table(
  {
    family: "MiniMax",
    tokenizer: "minimax-m3",
    licence: "see its page",
    report: "https://huggingface.co/MiniMaxAI/MiniMax-M3",
    context: 1_048_576,
  },
  "minimax-m3 MiniMaxAI/MiniMax-M3 ~427B ~26B 60 6144 3072 64 4 128 200064 128/4 two ? index=4/128/2048 shared=3072 dense=3/12288",
);

export const minimax = [...m3, ...m2];
