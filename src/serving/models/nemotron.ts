import { table } from "./model.ts";

/** Every layer is one thing: Mamba-2, attention or experts, which have no gate and, in Super and Ultra,
 *  work in a narrower width. */
const nemotron3 = table(
  {
    family: "Nemotron 3",
    tokenizer: "nemotron-3",
    licence: "NVIDIA Open Model",
    report: "https://arxiv.org/abs/2512.20856",
    context: 262_144,
    matrices: 2,
  },
  `
  nemotron-3-nano-30b-a3b   nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16      ~31.6B ~3.6B 52  2688 1856 32 2 128 131072 128/6  two 25T attention=6  mamba=23/64/64/128/8  ffn=23 shared=3712
  nemotron-3-super-120b-a12b nvidia/NVIDIA-Nemotron-3-Super-120B-A12B-BF16  ~120B  ~12B  88  4096 2688 32 2 128 131072 512/22 two 25T attention=8  mamba=40/128/64/128/8 ffn=40 shared=5376  expert=1024 mtp=1
  nemotron-3-ultra-550b-a55b nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16  ~550B  ~55B  108 8192 5120 64 2 128 131072 512/22 two ?   attention=12 mamba=48/256/64/128/8 ffn=48 shared=10240 expert=2048 mtp=1
  nemotron-3.5-lightning-30b-a3b nvidia/NVIDIA-Nemotron-3.5-Lightning-30B-A3B-BF16 ~31.6B ~3.6B 52 2688 1856 32 2 128 131072 128/6 two ? attention=6 mamba=23/64/64/128/8 ffn=23 shared=3712 ctx=1048576 mtp=1
  `,
);

const nemotronH = table(
  {
    family: "Nemotron-H",
    tokenizer: "nemotron-h",
    licence: "NVIDIA Internal Scientific Research",
    report: "https://arxiv.org/abs/2504.03624",
    context: 8_192,
    matrices: 2,
  },
  "nemotron-h-56b nvidia/Nemotron-H-56B-Base-8K ~56B = 118 8192 32768 64 8 128 131072 - two 20T attention=10 mamba=54/256/64/256/8 ffn=54",
);

export const nemotron = [...nemotron3, ...nemotronH];
