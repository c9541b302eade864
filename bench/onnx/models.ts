import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = "node_modules/.cache/onnx";

/** The address of a shipped model as ONNX below the served sources, written by PyTorch the first time; null
 *  where no Python with PyTorch is found. `PYTHON` names an interpreter. */
export function onnxModel(id: string): string | null {
  const weights = readFileSync(`${root}public/models/${id}/model.safetensors`);
  const digest = createHash("sha256").update(weights).digest("hex").slice(0, 12);
  const file = `${folder}/${id}-${digest}.onnx`;
  if (existsSync(root + file)) return `/${file}`;
  mkdirSync(root + folder, { recursive: true });
  const script = fileURLToPath(new URL("export.py", import.meta.url));
  for (const python of [process.env.PYTHON, "python3", "/usr/bin/python3"]) {
    if (!python) continue;
    const run = spawnSync(python, [script, `${root}public/models/${id}`, root + file]);
    if (run.status === 0) return `/${file}`;
  }
  return null;
}
