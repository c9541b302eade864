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
      context: 32_768,
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
      context: 32_768,
    },
    `
    mistral-7b-v0.3    mistralai/Mistral-7B-Instruct-v0.3     7.248B  =      32 4096  14336 32 8 128 32768 -   two ?
    mixtral-8x22b      mistralai/Mixtral-8x22B-Instruct-v0.1  140.63B 39.15B 56 6144  16384 48 8 128 32768 8/2 two ? ctx=65536
    mistral-large-2407 mistralai/Mistral-Large-Instruct-2407  122.61B =      88 12288 28672 96 8 128 32768 -   two ? ctx=131072
    `,
  ),
  ...table(
    {
      family: "Mistral",
      tokenizer: "tekken-v3",
      licence: "Apache 2.0 (Ministral: Mistral Research)",
      report: "https://mistral.ai/news/mistral-nemo",
      context: 131_072,
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
      context: 131_072,
    },
    `
    mistral-small-24b   mistralai/Mistral-Small-24B-Instruct-2501   23.572B = 40 5120 32768 32 8 128 131072 - two ? ctx=32768
    mistral-small-3.1   mistralai/Mistral-Small-3.1-24B-Instruct-2503 23.572B = 40 5120 32768 32 8 128 131072 - two ?
    mistral-small-3.2   mistralai/Mistral-Small-3.2-24B-Instruct-2506 23.572B = 40 5120 32768 32 8 128 131072 - two ?
    magistral-small     mistralai/Magistral-Small-2506              23.572B = 40 5120 32768 32 8 128 131072 - two ? ctx=40960
    devstral-small      mistralai/Devstral-Small-2507               23.572B = 40 5120 32768 32 8 128 131072 - two ?
    `,
  ),
  ...table(
    {
      family: "Mistral",
      tokenizer: "tekken-v13",
      licence: "Apache 2.0 (Devstral 2: Modified MIT)",
      report: "https://mistral.ai/news/mistral-3",
      context: 262_144,
    },
    `
    ministral-3-3b   mistralai/Ministral-3-3B-Instruct-2512      ~3.4B  = 26 3072  9216  32 8 128 131072 - tied ? native=fp8
    ministral-3-8b   mistralai/Ministral-3-8B-Instruct-2512      ~8.4B  = 34 4096  14336 32 8 128 131072 - two  ? native=fp8 unverified=1
    ministral-3-14b  mistralai/Ministral-3-14B-Instruct-2512     ~13.5B = 40 5120  16384 32 8 128 131072 - two  ? native=fp8 unverified=1
    devstral-small-2 mistralai/Devstral-Small-2-24B-Instruct-2512 ~24B  = 40 5120  32768 32 8 128 131072 - two  ? native=fp8 ctx=393216
    devstral-2-123b  mistralai/Devstral-2-123B-Instruct-2512     ~123B  = 88 12288 28672 96 8 128 131072 - two  ? native=fp8
    `,
  ),
];
