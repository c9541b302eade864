import { table } from "./model.ts";

const glm4 = table(
  {
    family: "GLM",
    tokenizer: "glm-4.5",
    licence: "MIT",
    report: "https://arxiv.org/abs/2508.06471",
    context: 202_752,
  },
  `
  glm-4-9b    zai-org/glm-4-9b-chat-hf 9.400B =    40 4096 13696 32 2 128 151552 -     two 10T ctx=131072
  glm-4.5-air zai-org/GLM-4.5-Air      ~106B  ~12B 46 4096 1408  96 8 128 151552 128/8 two 23T shared=1408 dense=1/10944 ctx=131072 mtp=1
  glm-4.5     zai-org/GLM-4.5          ~355B  ~32B 92 5120 1536  96 8 128 151552 160/8 two 23T shared=1536 dense=3/12288 ctx=131072 mtp=1
  glm-4.5v    zai-org/GLM-4.5V         ~106B  ~12B 46 4096 1408  96 8 128 151552 128/8 two ?   shared=1408 dense=1/10944 ctx=65536 mtp=1
  glm-4.6     zai-org/GLM-4.6          ~355B  ~32B 92 5120 1536  96 8 128 151552 160/8 two 23T shared=1536 dense=3/12288 mtp=1
  glm-4.7     zai-org/GLM-4.7          ~355B  ~32B 92 5120 1536  96 8 128 151552 160/8 two ?   shared=1536 dense=3/12288 mtp=1
  `,
);

/** Latent attention; from 5 on each token attends to the 2,048 that an indexer picks. */
const glm5 = table(
  {
    family: "GLM",
    tokenizer: "glm-5",
    licence: "MIT",
    report: "https://huggingface.co/zai-org/GLM-5",
    context: 202_752,
  },
  `
  glm-4.7-flash zai-org/GLM-4.7-Flash ~30B  ~3B  47 2048 1536 20 20 192 154880 64/4  two ?     latent=768/512/192/64/256 shared=1536 dense=1/10240 mtp=1
  glm-5         zai-org/GLM-5         ~744B ~40B 78 6144 2048 64 64 192 154880 256/8 two 28.5T latent=2048/512/192/64/256 index=32/128/2048 shared=2048 dense=3/12288 mtp=1
  glm-5.1       zai-org/GLM-5.1       ~744B ~40B 78 6144 2048 64 64 192 154880 256/8 two ?     latent=2048/512/192/64/256 index=32/128/2048 shared=2048 dense=3/12288 mtp=1
  glm-5.2       zai-org/GLM-5.2       ~744B ~40B 78 6144 2048 64 64 192 154880 256/8 two ?     latent=2048/512/192/64/256 index=32/128/2048 shared=2048 dense=3/12288 ctx=1048576 mtp=1
  `,
);

export const glm = [...glm5, ...glm4];
