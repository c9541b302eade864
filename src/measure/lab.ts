import type { Backend } from "../lm/engine.ts";
import { promptTokens } from "../lm/model.ts";
import type { Openers } from "./backend.ts";
import { comparable, compareEngines } from "./compare.ts";
import type { Emit } from "./emit.ts";
import { failureOf, LabError } from "./failure.ts";
import { judgeGuess } from "./guess.ts";
import type { LiveGamma } from "./lookahead.ts";
import { magnify } from "./magnify.ts";
import { sourceKey } from "./models.ts";
import { maxLookahead, type Pair, requestOf, taskOf } from "./pair.ts";
import type {
  FamilyModel,
  Magnified,
  RunSettings,
  Scored,
  SweepOptions,
  Traced,
  Turn,
} from "./protocol.ts";
import { type RunOptions, run, runAlone } from "./run.ts";
import { scoreSmaller } from "./score.ts";
import { sweep, usualBudget, usualGammas } from "./sweep.ts";
import { textWriter } from "./texts.ts";
import { listed, Workbench } from "./workbench.ts";
import { type Written, write } from "./write.ts";

/** What the page can ask for, without the worker around it. One thing at a time: what is asked later
 *  stops what runs. */
export class Lab {
  private readonly workbench: Workbench;
  private readonly backends: readonly Backend[];
  private stopper = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  private live: LiveGamma | null = null;
  /** A lookahead that was asked for before the run could take it. */
  private waitingGamma: number | null = null;
  /** The text that the last run showed. */
  private shown: { readonly key: string; readonly written: Written } | null = null;

  /** `base`: the address of the folder of our models, with a slash at its end. */
  constructor(base: string, openers: Openers) {
    this.workbench = new Workbench(base, openers);
    this.backends = comparable(openers);
  }

  /** Our models, smallest first. */
  listFamily(): Promise<FamilyModel[]> {
    return listed(this.workbench);
  }

  /** Resolves when the run is over. Its last event is "result", "alone", "stopped" or "failure"; a run
   *  stopped by hand gives the result of what was measured until then, if anything was, before
   *  "stopped". Never rejects. */
  run(settings: RunSettings, emit: Emit): Promise<void> {
    return this.exclusively(emit, async (signal) => {
      const { chosen, target, drafts } = await this.workbench.prepare(settings, emit, signal);
      const { engine, deviceClock } = chosen;
      const [draft] = drafts;
      const task = taskOf(settings, target.model);
      const options: RunOptions = {
        gamma: settings.gamma,
        budget: settings.budget,
        signal,
        emit,
        onLive: (live) => {
          this.live = live;
          if (this.waitingGamma !== null) live.set(this.waitingGamma);
        },
        onShown: (written) => {
          this.shown = { key: textKey(settings), written };
        },
      };
      if (draft === undefined) {
        const alone = await runAlone({ engine, target }, task, options);
        if (alone !== null) emit(alone);
      } else {
        const result = await run({ engine, target, draft, deviceClock }, task, options);
        if (result !== null) emit({ type: "result", result });
      }
    });
  }

  /** Measures drafts × lookaheads; see sweep.ts. Of `settings`, `draft` and `gamma` are not used. Its
   *  last event is "sweep", with "stopped" after it where it was stopped, or "failure". Never rejects. */
  sweep(settings: RunSettings, options: SweepOptions, emit: Emit): Promise<void> {
    return this.exclusively(emit, async (signal) => {
      const sources = options.drafts ?? (await this.workbench.smaller(settings.target));
      const { chosen, target, drafts } = await this.workbench.prepare(
        settings,
        emit,
        signal,
        sources,
      );
      const family = settings.target.kind === "family" ? await this.workbench.family() : [];
      const ours = new Map(family.map(({ id, perplexity }) => [id, perplexity]));
      const named = [settings.target, ...sources].flatMap((source) =>
        source.kind === "family" ? [source.id] : [],
      );
      const result = await sweep(
        {
          engine: chosen.engine,
          deviceClock: chosen.deviceClock,
          target,
          drafts,
          gammas: checkedGammas(options.gammas ?? usualGammas),
          budget: options.budget ?? usualBudget,
          known: options.known ?? [],
          perplexity: (id) => (named.includes(id) ? ours.get(id) : undefined),
          signal,
          emit,
        },
        taskOf(settings, target.model),
      );
      emit({ type: "sweep", result });
    });
  }

  /** Runs the pair on every engine that there is; see compare.ts. Of `settings`, `backend` and `gamma` are not
   *  used. Its last event is "comparison", with "stopped" after it where it was stopped, or "failure". Never
   *  rejects. */
  compare(settings: RunSettings, emit: Emit): Promise<void> {
    return this.exclusively(emit, async (signal) => {
      const engines = await compareEngines(this.workbench, this.backends, settings, emit, signal);
      emit({ type: "comparison", engines });
    });
  }

  /** The decision at `position` of the text that a run with these settings shows (its iterations name
   *  their positions), with its distributions. Waits for what runs. Throws what is wrong. */
  magnify(settings: RunSettings, position: number): Promise<Magnified> {
    return this.quietly(settings, async (pair) => {
      const task = taskOf(settings, pair.target.model);
      const { request, tokens, iterations } = await this.shownText(pair, settings);
      const there = iterations.find((iteration) => iteration.position === position);
      const gamma = there?.gamma ?? usualGamma(settings);
      return magnify(pair, task, [...request.prompt, ...tokens], position, gamma);
    });
  }

  /** The iterations of the text that a run with these settings shows, written without being timed where
   *  no run has shown it. Waits for what runs. Throws what is wrong. */
  trace(settings: RunSettings): Promise<Traced[]> {
    return this.quietly(settings, async (pair) => {
      const { request, iterations } = await this.shownText(pair, settings);
      const pieces = textWriter(pair.target.model.tokenizer, request.prompt);
      return iterations.map((iteration) => ({ iteration, ...pieces(iteration) }));
    });
  }

  /** Acceptance of each of our models that is smaller than the target, along what the target writes to the
   *  prompts: perplexity beside acceptance, without a clock. Of the settings, draft and gamma are not used.
   *  Waits for what runs. Throws what is wrong. */
  score(settings: RunSettings): Promise<Scored[]> {
    return this.afterwards(() =>
      scoreSmaller(this.workbench, settings, new AbortController().signal),
    );
  }

  /** Judges what a person, playing the draft, says comes after a text; see guess.ts. Of the settings,
   *  the models, the engine and the seed are used. Waits for what runs. Throws what is wrong. */
  guess(settings: RunSettings, text: string, next: string): Promise<Turn> {
    return this.quietly(settings, ({ target, draft }) => {
      const tokens = target.model.tokenizer.encode(next);
      const before = promptTokens(target.model, text);
      if (tokens.length === 0) throw new LabError("settings", "The guess is empty.");
      if (before.length + tokens.length >= target.session.context)
        throw new LabError("settings", "The text is as long as the model can read. Begin anew.");
      return judgeGuess(target, draft, { text: before, tokens, seed: settings.seed });
    });
  }

  /** Why the prompt of these settings is too long; null where it isn't. Loads no weights and waits for
   *  nothing. Throws what is wrong with the models. */
  refusePrompt(settings: RunSettings): Promise<string | null> {
    return this.workbench.refusal(settings);
  }

  /** Changes the lookahead of the run that is going on, from its next iteration. */
  setGamma(gamma: number): void {
    if (!Number.isInteger(gamma) || gamma < 0 || gamma > maxLookahead) return;
    this.waitingGamma = gamma;
    this.live?.set(gamma);
  }

  /** Stops what runs; it ends with the event "stopped". */
  stop(): void {
    this.stopper.abort();
  }

  /** Does `work` with the pair once what runs is over, and tells the page nothing of it. */
  private quietly<T>(settings: RunSettings, work: (pair: Pair) => Promise<T>): Promise<T> {
    return this.afterwards(async () => {
      const { signal } = new AbortController();
      const { chosen, target, drafts } = await this.workbench.prepare(settings, () => {}, signal);
      const [draft] = drafts;
      if (draft === undefined) {
        throw new LabError("settings", "There is nothing to look into without a draft.");
      }
      const { engine, deviceClock } = chosen;
      return work({ engine, target, draft, deviceClock });
    });
  }

  /** Does `work` once what runs is over. */
  private afterwards<T>(work: () => Promise<T>): Promise<T> {
    const job = this.running.then(work);
    this.running = job.catch(() => {});
    return job;
  }

  /** The text that the last run with these settings showed, written anew where there was none. */
  private async shownText(pair: Pair, settings: RunSettings): Promise<Written> {
    if (this.shown?.key === textKey(settings)) return this.shown.written;
    const task = taskOf(settings, pair.target.model);
    const request = requestOf(task, 0, usualGamma(settings), new AbortController().signal);
    const written = await write(pair.engine, pair.target.session, pair.draft.session, request);
    this.shown = { key: textKey(settings), written };
    return written;
  }

  /** Stops what runs, waits until it has ended, then does `work` and tells how it ended. */
  private exclusively(emit: Emit, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.stopper.abort();
    const stopper = new AbortController();
    this.stopper = stopper;
    this.waitingGamma = null;
    const before = this.running;
    const job = (async () => {
      await before;
      try {
        stopper.signal.throwIfAborted();
        await work(stopper.signal);
      } catch (error) {
        if (!stopper.signal.aborted) {
          const failure = failureOf(error);
          if (failure.code === "device-lost") this.workbench.dropDevice();
          emit(failure);
          return;
        }
      } finally {
        this.live = null;
      }
      if (stopper.signal.aborted) emit({ type: "stopped" });
    })();
    this.running = job;
    return job;
  }
}

const usualGamma = ({ gamma }: RunSettings) => (gamma === "auto" ? 4 : gamma);

/** What decides which text a run shows, but for the lookahead, which may change while it runs. */
function textKey({ target, draft, temperature, topP, seed, prompt, prompts, length }: RunSettings) {
  const models = [target, draft].map((source) =>
    source === null || source === "auto" ? source : sourceKey(source),
  );
  return JSON.stringify([models, temperature, topP, seed, prompts ?? prompt, length]);
}

function checkedGammas(gammas: readonly number[]): number[] {
  const wrong = gammas.find((g) => !Number.isInteger(g) || g < 1 || g > maxLookahead);
  if (wrong === undefined && gammas.length > 0) return [...new Set(gammas)];
  throw new LabError(
    "settings",
    `A sweep takes lookaheads that are whole numbers 1 to ${maxLookahead}; it got ${wrong ?? "none"}.`,
  );
}
