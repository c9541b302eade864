import { table } from "./model.ts";

const licence = "Apache 2.0";

/** Mistral has published no training tokens. */
export const mistral = [
  ...table(
    {
      family: "Mistral",
      tokenizer: "mistral-v1",
      licence,
      report: "https://arxiv.org/abs/2401.04088",
    },
    `
    mistral-7b-v0.2 mistralai/Mistral-7B-Instruct-v0.2   7.242B  =      32 4096 14336 32 8 128 32000 -   two ?
    mixtral-8x7b    mistralai/Mixtral-8x7B-Instruct-v0.1 46.703B 12.88B 32 4096 14336 32 8 128 32000 8/2 two ?
    `,
  ),
  ...table(
    {
      family: "Mistral",
      tokenizer: "mistral-v3",
      licence: "Apache 2.0 (Large: Mistral Research)",
      report: "https://mistral.ai/news/mistral-large-2407",
    },
    `
    mistral-7b-v0.3    mistralai/Mistral-7B-Instruct-v0.3     7.248B  =      32 4096  14336 32 8 128 32768 -   two ?
    mixtral-8x22b      mistralai/Mixtral-8x22B-Instruct-v0.1  140.63B 39.15B 56 6144  16384 48 8 128 32768 8/2 two ?
    mistral-large-2407 mistralai/Mistral-Large-Instruct-2407  122.61B =      88 12288 28672 96 8 128 32768 -   two ?
    `,
  ),
  ...table(
    {
      family: "Mistral",
      tokenizer: "tekken-v3",
      licence: "Apache 2.0 (Ministral: Mistral Research)",
      report: "https://mistral.ai/news/mistral-nemo",
    },
    `
    ministral-8b mistralai/Ministral-8B-Instruct-2410   8.020B  = 36 4096 12288 32 8 128 131072 - two ?
    mistral-nemo mistralai/Mistral-Nemo-Instruct-2407   12.248B = 40 5120 14336 32 8 128 131072 - two ?
    `,
  ),
  ...table(
    {
      family: "Mistral",
      tokenizer: "tekken-v7",
      licence,
      report: "https://mistral.ai/news/mistral-small-3",
    },
    "mistral-small-24b mistralai/Mistral-Small-24B-Instruct-2501 23.572B = 40 5120 32768 32 8 128 131072 - two ?",
  ),
];
