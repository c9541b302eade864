import type { Backend } from "../lm/engine.ts";
import { cardOf, type Openers } from "./backend.ts";
import type { Emit } from "./emit.ts";
import { failureOf, LabError } from "./failure.ts";
import { taskOf } from "./pair.ts";
import type { ComparedEngine, RunSettings } from "./protocol.ts";
import { run } from "./run.ts";
import type { Workbench } from "./workbench.ts";

/** The engines that are compared: the plain one only where this version has no other that needs no GPU, since it is
 *  there to be right and not to be fast. */
export const comparable = (openers: Openers): Backend[] =>
  (["webgpu", "wasm", "cpu"] as const).filter(
    (backend) => openers[backend] !== null && (backend !== "cpu" || openers.wasm === null),
  );

/** Runs the same pair, prompt and seed on each engine, at the lookahead that is best on it. Of the settings, backend
 *  and gamma are not used; their budget is each engine's; a draft that is left open is chosen by a trial on the first engine that runs. An
 *  engine that fails is told with its reason, and the others go on. Rejects only for what no engine could run,
 *  or when it is stopped. */
export async function compareEngines(
  workbench: Workbench,
  backends: readonly Backend[],
  settings: RunSettings,
  emit: Emit,
  signal: AbortSignal,
): Promise<ComparedEngine[]> {
  if (settings.draft === null)
    throw new LabError("settings", "Engines are compared with a pair. Choose a draft.");
  const compared: ComparedEngine[] = [];
  let asked: RunSettings = { ...settings, gamma: "auto" };
  for (const [done, backend] of backends.entries()) {
    const say: Emit = (event) => {
      if (event.type !== "progress") return;
      const step = `${event.step} (${backend})`;
      emit(event.unit === "bytes" ? event : { ...event, step, done, total: backends.length });
    };
    const tell = (engine: ComparedEngine) => {
      compared.push(engine);
      emit({ type: "compared", engine });
    };
    try {
      const found = await compareOn(workbench, backend, asked, say, signal);
      if (found === null) break;
      asked = { ...asked, draft: draftOf(asked, found) };
      tell(found);
    } catch (error) {
      if (signal.aborted) break;
      const { code, message } = failureOf(error);
      if (code === "device-lost") workbench.dropDevice();
      tell({ backend, failure: message, card: null, result: null });
    }
  }
  return compared;
}

/** What one engine did; null where it was stopped before anything was measured. */
async function compareOn(
  workbench: Workbench,
  backend: Backend,
  settings: RunSettings,
  emit: Emit,
  signal: AbortSignal,
): Promise<ComparedEngine | null> {
  const asked = { ...settings, backend };
  const { chosen, target, drafts } = await workbench.prepare(asked, emit, signal);
  const { engine, deviceClock } = chosen;
  const card = cardOf(chosen, target.session);
  // One that fails its check on this device is left for another, and the reason says so.
  if (engine.backend !== backend) throw new LabError("backend-unavailable", chosen.reason);
  const [draft] = drafts;
  if (draft === undefined)
    throw new LabError("settings", "No model of ours is smaller than this target. Choose another.");
  const task = taskOf(asked, target.model);
  const options = { gamma: "auto", budget: settings.budget, signal, emit } as const;
  const result = await run({ engine, target, draft, deviceClock }, task, options);
  return result && { backend, failure: null, card, result };
}

/** The draft that the first engine has taken is the others' too. */
function draftOf({ draft }: RunSettings, { result }: ComparedEngine): RunSettings["draft"] {
  return draft === "auto" && result !== null ? { kind: "family", id: result.draft } : draft;
}
