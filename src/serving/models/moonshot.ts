import { table } from "./model.ts";

/** DeepSeek V3's shape with half the heads and half as many experts again. */
const k2 = table(
  {
    family: "Kimi",
    tokenizer: "kimi-k2",
    licence: "Modified MIT",
    report: "https://arxiv.org/abs/2507.20534",
    context: 262_144,
    native: "int4",
  },
  `
  kimi-k2          moonshotai/Kimi-K2-Instruct      ~1026B ~32B 61 7168 2048 64 64 128 163840 384/8 two 15.5T latent=1536/512/128/64/128 shared=2048 dense=1/18432 ctx=131072 native=fp8
  kimi-k2-0905     moonshotai/Kimi-K2-Instruct-0905 ~1026B ~32B 61 7168 2048 64 64 128 163840 384/8 two 15.5T latent=1536/512/128/64/128 shared=2048 dense=1/18432 native=fp8
  kimi-k2-thinking moonshotai/Kimi-K2-Thinking      ~1026B ~32B 61 7168 2048 64 64 128 163840 384/8 two 15.5T latent=1536/512/128/64/128 shared=2048 dense=1/18432
  kimi-k2.5        moonshotai/Kimi-K2.5             ~1026B ~32B 61 7168 2048 64 64 128 163840 384/8 two ?     latent=1536/512/128/64/128 shared=2048 dense=1/18432
  kimi-k2.6        moonshotai/Kimi-K2.6             ~1026B ~32B 61 7168 2048 64 64 128 163840 384/8 two ?     latent=1536/512/128/64/128 shared=2048 dense=1/18432
  kimi-k2.7-code   moonshotai/Kimi-K2.7-Code        ~1026B ~32B 61 7168 2048 64 64 128 163840 384/8 two ?     latent=1536/512/128/64/128 shared=2048 dense=1/18432
  `,
);

/** Kimi Delta Attention in three layers of four, latent attention in the fourth. */
const linear = [
  ...table(
    {
      family: "Kimi",
      tokenizer: "kimi-k3",
      licence: "see its page",
      report: "https://huggingface.co/moonshotai/Kimi-K3",
      context: 1_048_576,
      native: "mxfp4",
    },
    "kimi-k3 moonshotai/Kimi-K3 ~2800B ? 93 7168 3072 96 96 128 163840 896/16 two ? linear=69/96/96/128/128 latent=1536/512/128/64/128 gated=1 expert=3584 shared=6144 dense=1/33792",
  ),
  ...table(
    {
      family: "Kimi",
      tokenizer: "kimi-linear",
      licence: "MIT",
      report: "https://arxiv.org/abs/2510.26692",
      context: 1_048_576,
    },
    "kimi-linear-48b-a3b moonshotai/Kimi-Linear-48B-A3B-Instruct ~48B ~3B 27 2304 1024 32 32 128 163840 256/8 two 5.7T linear=20/32/32/128/128 latent=0/512/128/64/128 shared=1024 dense=1/9216 unverified=1",
  ),
];

const moonlight = table(
  {
    family: "Moonlight",
    tokenizer: "moonlight",
    licence: "MIT",
    report: "https://arxiv.org/abs/2502.16982",
    context: 8_192,
  },
  "moonlight-16b-a3b moonshotai/Moonlight-16B-A3B-Instruct ~16B ~3B 27 2048 1408 16 16 128 163840 64/6 two 5.7T latent=0/512/128/64/128 shared=2816 dense=1/11264",
);

export const moonshot = [...linear, ...k2, ...moonlight];
