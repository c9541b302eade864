import { version } from "../../../../package.json";
import { defaultScenario } from "../../../scenario/scenario.ts";
import { formatUrl } from "../../../scenario/url.ts";
import { scenarioOf } from "../../shared/lab-settings.ts";
import { initialState, type LabState } from "../../shared/lab-state.ts";
import { list, nullable, object, oneOf, type Shape, ShapeError, text } from "./shape.ts";
import { shapes } from "./shapes.ts";

/** Form 1 of a stored result never changes: another form is another number. */
const form = 1;
/** Characters. A sweep with all its samples stays below a megabyte. */
const longest = 20_000_000;

/** The part of the lab's state that a file holds: all that was measured. */
type Kept = Pick<
  LabState,
  | "date"
  | "settings"
  | "device"
  | "models"
  | "calibration"
  | "prediction"
  | "result"
  | "alone"
  | "points"
  | "sweep"
  | "comparison"
>;

interface Stored extends Kept {
  readonly form: typeof form;
  /** The app's version that measured. */
  readonly app: string;
  /** Opens the lab with the same settings. */
  readonly link: string;
}

const stored: Shape<Stored> = object<Stored>({
  form: oneOf(form),
  app: text(40),
  link: text(4000),
  date: isoDate,
  settings: shapes.settings,
  device: nullable(shapes.device),
  models: nullable(shapes.models),
  calibration: nullable(shapes.calibration),
  prediction: nullable(shapes.prediction),
  result: nullable(shapes.result),
  alone: nullable(shapes.sampled),
  points: list(shapes.point, 0, 1000),
  sweep: nullable(shapes.sweep),
  comparison: list(shapes.compared, 0, 3),
});

/** Everything that was measured, all samples included, as JSON text, with what it was asked to do, when, and a
 *  link that asks for it again. `base`: the app's address, without its query. */
export function writeStored(state: LabState, base: string): string {
  const { date, settings, device, models, calibration, prediction } = state;
  const { result, alone, points, sweep, comparison } = state;
  const asked = settings === null ? {} : scenarioOf(settings);
  const link = base + formatUrl({ ...defaultScenario, view: "lab", ...asked });
  const whole: Stored = {
    form,
    app: state.stored?.app ?? version,
    link,
    date,
    settings,
    device,
    models,
    calibration,
    prediction,
    result,
    alone,
    points,
    sweep,
    comparison,
  };
  return JSON.stringify(whole, null, 1);
}

export type Reading =
  | { readonly state: LabState; readonly problem: null }
  | { readonly state: null; readonly problem: string };

/** The lab's state with what `writeStored` wrote; or what is wrong, a clause that follows "the file". Total:
 *  whatever the text, nothing of it is trusted. `name`: the file's. */
export function readStored(written: string, name: string): Reading {
  const refuse = (problem: string): Reading => ({ state: null, problem });
  if (written.length > longest) return refuse("is larger than any result of the lab");
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return refuse("is not JSON, or was cut off");
  }
  if (typeof value !== "object" || value === null || !("form" in value))
    return refuse("is no result that this lab has saved: it says no form");
  try {
    const { form: _, app, link: __, ...kept } = stored(value, "");
    const { result, alone, points, comparison } = kept;
    if (result === null && alone === null && points.length + comparison.length === 0)
      return refuse("holds no measurement");
    return { state: { ...initialState, ...kept, stored: { name, app } }, problem: null };
  } catch (error) {
    if (error instanceof ShapeError) return refuse(error.message);
    throw error;
  }
}

function isoDate(value: unknown, path: string): string {
  const read = text(40)(value, path);
  if (Number.isNaN(Date.parse(read)))
    throw new ShapeError(`has "${read}" as ${path}, which is no date`);
  return read;
}
