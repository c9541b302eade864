import { pictures } from "./pictures.ts";
import { readScene, type Scene, type SceneModule } from "./scene.ts";

/** The scenes of the lecture: the files of the folder, in the order of their numbers. */
export const scenes: readonly Scene[] = Object.entries(
  import.meta.glob<SceneModule>("./scenes/*.mdx", { eager: true }),
)
  .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
  .map(([path, module]) => readScene(path, module, Object.keys(pictures)));
