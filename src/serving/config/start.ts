import type { Engine } from "../measurements/measurement.ts";
import type { Deployed, Deployment, StartProblem } from "./config.ts";
import { enginesOn, quantisesOnLoad } from "./devices.ts";
import { publishedAs } from "./published.ts";

/** Devices of one node, and so of one command: more need a cluster around it. */
const largestNode = 8;
const degrees = [1, 2, 4, 8] as const;

/** What keeps an engine from starting; empty where nothing is known to. Tensor parallelism
 *  gives each device as many heads of target and draft, and as many columns of their feed-forward layers. */
export function startProblems(engine: Engine, deployment: Deployment): readonly StartProblem[] {
  const { devices, device, context, needed, usable } = deployment;
  const models = [deployment.target, deployment.draft];
  const holds = (degree: number) => usable === undefined || needed <= degree * usable;
  const split = engine === "llamacpp";
  const works = degrees.filter(
    (degree) => holds(degree) && (split || models.every((model) => divides(model, degree))),
  );
  const problems: StartProblem[] = [];
  if (!enginesOn(device).includes(engine))
    problems.push({ kind: "device", works: enginesOn(device) });
  if (!holds(devices)) problems.push({ kind: "memory", works });
  if (!split) {
    if (devices > largestNode) problems.push({ kind: "nodes", works });
    for (const model of models) {
      const { shape } = model;
      if (shape === undefined || divides(model, devices)) continue;
      const byHeads = !headsDivide(model, devices);
      problems.push({
        kind: "heads",
        model: model.repository,
        what: byHeads ? "heads" : "width",
        count: byHeads ? shape.heads : shape.intermediate,
        works,
      });
    }
    const formats = [
      [deployment.target, deployment.dtype],
      [deployment.draft, deployment.draftDtype],
    ] as const;
    for (const [model, dtype] of formats) {
      const { repository, shape } = model;
      const loads =
        publishedAs(model) !== undefined ||
        quantisesOnLoad(engine, device, dtype, shape?.mixture ?? false);
      if (!loads) problems.push({ kind: "format", model: repository, dtype });
    }
  }
  for (const { repository, contextLimit } of models)
    if (contextLimit !== undefined && context > contextLimit)
      problems.push({ kind: "context", model: repository, limit: contextLimit });
  return problems;
}

const divides = (model: Deployed, degree: number): boolean =>
  headsDivide(model, degree) &&
  (model.shape === undefined || model.shape.intermediate % degree === 0);

/** KV heads are shared out, or, where there are fewer than devices, copied evenly. */
function headsDivide({ shape }: Deployed, degree: number): boolean {
  if (shape === undefined) return true;
  const { heads, kvHeads } = shape;
  return heads % degree === 0 && (kvHeads % degree === 0 || degree % kvHeads === 0);
}
