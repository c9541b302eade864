import type {
  Calibration,
  ComparedEngine,
  DeviceCard,
  DraftTrial,
  LabEvent,
  Lane,
  LoadedModel,
  Prediction,
  RunResult,
  RunSettings,
  Sampled,
  SweepPoint,
  SweepResult,
  Traced,
} from "../../measure/protocol.ts";

/** A token of the text that is being written. */
export interface WrittenToken {
  readonly text: string;
  readonly origin: "drafted" | "correction" | "bonus" | "target";
  /** p and q of the proposal, and its coin, where it was drafted; p and u where the target drew it. */
  readonly p: number | null;
  readonly q: number | null;
  readonly coin: number | null;
  /** What the draft had proposed in this place, where it was rejected. */
  readonly rejected: {
    readonly text: string;
    readonly p: number;
    readonly q: number;
    readonly coin: number;
  } | null;
}

export interface TracedIteration extends Traced {
  /** Milliseconds of its lane's own clock. */
  readonly at: number;
}

/** One of the two texts. */
export interface LaneState {
  readonly tokens: readonly WrittenToken[];
  readonly iterations: readonly TracedIteration[];
  /** Milliseconds of its own clock at the last token. */
  readonly milliseconds: number;
  readonly running: boolean;
}

export type Activity = "idle" | "running" | "sweeping" | "comparing";

/** Everything that the lab shows; made from events alone. */
export interface LabState {
  readonly activity: Activity;
  /** What the run or the sweep that is shown was asked to do, and when, as ISO 8601 says it. */
  readonly settings: RunSettings | null;
  readonly date: string | null;
  /** The file that all of it comes from, and the version of the app that measured; null where it was
   *  measured here. */
  readonly stored: { readonly name: string; readonly app: string } | null;
  readonly progress: {
    readonly step: string;
    readonly done: number;
    readonly total: number | null;
    readonly unit?: "bytes";
  } | null;
  readonly device: DeviceCard | null;
  readonly models: {
    readonly target: LoadedModel;
    readonly draft: LoadedModel | null;
    readonly tried: readonly DraftTrial[];
  } | null;
  readonly calibration: Calibration | null;
  readonly prediction: Prediction | null;
  readonly lanes: Readonly<Record<Lane, LaneState>>;
  readonly result: RunResult | null;
  readonly alone: Sampled | null;
  readonly points: readonly SweepPoint[];
  readonly sweep: SweepResult | null;
  /** What each engine made of the pair. */
  readonly comparison: readonly ComparedEngine[];
  readonly sweepProgress: { readonly done: number; readonly total: number } | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

const emptyLane: LaneState = { tokens: [], iterations: [], milliseconds: 0, running: false };

export const initialState: LabState = {
  activity: "idle",
  settings: null,
  date: null,
  stored: null,
  progress: null,
  device: null,
  models: null,
  calibration: null,
  prediction: null,
  lanes: { autoregressive: emptyLane, speculative: emptyLane },
  result: null,
  alone: null,
  points: [],
  sweep: null,
  comparison: [],
  sweepProgress: null,
  failure: null,
};

/** Something begins at `date`. A run takes away what the last one showed; the points of a sweep and a
 *  comparison of engines stay, unless they come from a file. */
export function begin(
  before: LabState,
  activity: Exclude<Activity, "idle">,
  settings: RunSettings,
  date: string,
): LabState {
  const state = before.stored === null ? before : initialState;
  if (activity === "sweeping")
    return { ...state, activity, settings, date, failure: null, progress: null };
  const { device, points, sweep } = state;
  const kept = { ...initialState, activity, settings, date, device, points, sweep };
  return activity === "comparing" ? kept : { ...kept, comparison: state.comparison };
}

/** The state after an event. */
export function reduce(state: LabState, event: LabEvent): LabState {
  switch (event.type) {
    case "progress":
      return { ...state, progress: progressOf(event) };
    case "device":
      return { ...state, device: event.card };
    case "models":
      return { ...state, models: { target: event.target, draft: event.draft, tried: event.tried } };
    case "calibration":
      return { ...state, calibration: event.calibration };
    case "prediction":
      return { ...followed(state, event.prediction), prediction: event.prediction };
    case "start":
      return event.repetition === 0
        ? withLane(state, event.lane, { ...emptyLane, running: true })
        : {
            ...state,
            progress: { step: "Repeating to narrow the interval", done: 0, total: null },
          };
    case "iteration": {
      const lane = state.lanes[event.lane];
      return withLane(state, event.lane, {
        tokens: [...lane.tokens, ...written(event)],
        iterations: [...lane.iterations, event],
        milliseconds: event.at,
        running: event.iteration.finish === null,
      });
    }
    case "repetition":
      return state;
    case "result":
      return {
        ...idle(followed(state, event.result.prediction)),
        result: event.result,
        prediction: event.result.prediction,
      };
    case "alone":
      return { ...idle(state), alone: event.tokensPerSecond };
    case "point":
      return {
        ...state,
        points: [...state.points.filter((known) => !samePoint(known, event.point)), event.point],
        sweepProgress: { done: event.done, total: event.total },
      };
    case "sweep":
      return { ...idle(state), sweep: event.result };
    case "compared":
      return { ...state, comparison: [...state.comparison, event.engine] };
    case "comparison":
      return { ...idle(state), comparison: event.engines };
    case "stopped":
      return idle(state);
    case "failure":
      return { ...idle(state), failure: { code: event.code, message: event.message } };
  }
}

function progressOf({
  type: _,
  ...progress
}: Extract<LabEvent, { type: "progress" }>): LabState["progress"] {
  return progress;
}

/** A lookahead that was changed while the run went on belongs to what the run was asked to do. */
function followed(state: LabState, { gamma }: Prediction): LabState {
  const { settings, prediction } = state;
  if (settings === null) return state;
  const asked = prediction === null ? settings.gamma : prediction.gamma;
  return asked === "auto" || asked === gamma
    ? state
    : { ...state, settings: { ...settings, gamma } };
}

function idle(state: LabState): LabState {
  const still = (lane: LaneState): LaneState => ({ ...lane, running: false });
  const { autoregressive, speculative } = state.lanes;
  return {
    ...state,
    activity: "idle",
    progress: null,
    lanes: { autoregressive: still(autoregressive), speculative: still(speculative) },
  };
}

function withLane(state: LabState, lane: Lane, next: LaneState): LabState {
  return { ...state, lanes: { ...state.lanes, [lane]: next } };
}

export function samePoint(a: SweepPoint, b: SweepPoint): boolean {
  return a.draft === b.draft && a.gamma === b.gamma;
}

/** The tokens that an iteration adds, each with where it came from and what was decided. */
export function written({ iteration, texts, proposed }: Traced): readonly WrittenToken[] {
  const { proposals, verdicts, closing } = iteration;
  return iteration.tokens.map((_, i): WrittenToken => {
    const text = texts[i] ?? "";
    const verdict = verdicts[i];
    const proposal = proposals[i];
    if (verdict?.accepted && proposal)
      return {
        text,
        origin: "drafted",
        p: verdict.p,
        q: proposal.q,
        coin: verdict.coin,
        rejected: null,
      };
    return {
      text,
      origin: closing?.origin ?? "target",
      p: closing?.p ?? null,
      q: null,
      coin: closing?.u ?? null,
      rejected:
        verdict && proposal
          ? { text: proposed[i] ?? "", p: verdict.p, q: proposal.q, coin: verdict.coin }
          : null,
    };
  });
}
