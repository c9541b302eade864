import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cpuEngine } from "../lm/cpu/engine.ts";
import { tinyFiles } from "../lm/fixtures/files.ts";
import { shippedBytes, shippedIndex } from "../lm/fixtures/shipped.ts";
import { plainOpeners, tampered } from "./fixtures/engines.ts";
import { Lab } from "./lab.ts";
import type { LabEvent, RunSettings } from "./protocol.ts";

const base = "https://models.test/some/path/models/";
const ids = shippedIndex().map(({ id }) => id);
/** The sizes, without the variant that was distilled. */
const sizes = ids.filter((id) => !id.endsWith("-distilled"));
const settings: RunSettings = {
  backend: "cpu",
  target: { kind: "family", id: sizes[2] },
  draft: { kind: "family", id: sizes[0] },
  gamma: 3,
  temperature: 0,
  topP: 1,
  seed: 3,
  prompt: "Once upon a time",
  length: 24,
  budget: 0.5,
};

beforeEach(() => {
  vi.stubGlobal("fetch", async (url: string) => {
    if (!url.startsWith(base)) return new Response(null, { status: 404 });
    try {
      return new Response(shippedBytes(url.slice(base.length)));
    } catch {
      return new Response(null, { status: 404 });
    }
  });
});
afterEach(() => vi.unstubAllGlobals());

async function eventsOf(
  lab: Lab,
  change: Partial<RunSettings> = {},
  onEvent = (_: LabEvent) => {},
) {
  const events: LabEvent[] = [];
  await lab.run({ ...settings, ...change }, (event) => {
    events.push(event);
    onEvent(event);
  });
  return events;
}

const only = <T extends LabEvent["type"]>(events: readonly LabEvent[], type: T) =>
  events.filter((event): event is Extract<LabEvent, { type: T }> => event.type === type);

describe("the lab", () => {
  it("lists our models, smallest first", async () => {
    const family = await new Lab(base, plainOpeners()).listFamily();
    expect(family.map(({ id }) => id)).toEqual(ids);
    expect(family[0]).not.toHaveProperty("sha256");
  });

  it("runs: device, models, calibration, prediction, race, repetitions, result, in that order", async () => {
    const events = await eventsOf(new Lab(base, plainOpeners()));
    const order = ["device", "models", "calibration", "prediction", "start", "iteration", "result"];
    const firsts = order.map((type) => events.findIndex((event) => event.type === type));
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
    expect(firsts[0]).toBeGreaterThanOrEqual(0);
    const [{ result }] = only(events, "result");
    expect(result.lossless).toBe(true);
    expect(result.gamma).toBe(3);
    expect(events.at(-1)?.type).toBe("result");
    const { alone, together } = textsOf(events);
    expect(together).toBe(alone);
    expect(alone.length).toBeGreaterThan(10);
  });

  it("writes a sampled text whose every decision can be recomputed", async () => {
    const events = await eventsOf(new Lab(base, plainOpeners()), { temperature: 0.9, topP: 0.95 });
    const [{ result }] = only(events, "result");
    expect(result).toMatchObject({ lossless: true, flaw: null });
  });

  it("tries the likely drafts where it may choose, takes the best and keeps to it", async () => {
    const lab = new Lab(base, plainOpeners());
    const events = await eventsOf(lab, { draft: "auto" });
    const [{ tried, draft }] = only(events, "models");
    expect(tried.length).toBeGreaterThan(1);
    expect(tried.map(({ speedup }) => speedup)).toEqual(
      tried.map(({ speedup }) => speedup).toSorted((a, b) => b - a),
    );
    expect(draft?.id).toBe(tried[0].draft);
    expect(only(events, "result")[0].result.draft).toBe(draft?.id);
    const again = await eventsOf(lab, { draft: "auto" });
    expect(only(again, "models")[0]).toMatchObject({ draft, tried });
    expect(only(again, "progress").some(({ step }) => step.startsWith("Trying"))).toBe(false);
  });

  it("runs the smallest target alone, for which there is nothing to try", async () => {
    const target = { kind: "family", id: ids[0] } as const;
    const events = await eventsOf(new Lab(base, plainOpeners()), { draft: "auto", target });
    expect(events.at(-1)?.type).toBe("alone");
  });

  it("runs the target alone for want of a draft", async () => {
    const events = await eventsOf(new Lab(base, plainOpeners()), { draft: null });
    expect(events.at(-1)?.type).toBe("alone");
  });

  it("loads a model once", async () => {
    const lab = new Lab(base, plainOpeners());
    await eventsOf(lab);
    const again = await eventsOf(lab);
    expect(only(again, "progress").some(({ step }) => step.startsWith("Loading"))).toBe(false);
  });

  it("stops at once, keeps what it measured and can be started again", async () => {
    const lab = new Lab(base, plainOpeners());
    const events = await eventsOf(lab, { budget: 1000, length: 480 }, ({ type }) => {
      if (type === "iteration") lab.stop();
    });
    expect(events.at(-1)).toEqual({ type: "stopped" });
    expect(only(events, "iteration").length).toBe(1);
    expect((await eventsOf(lab)).at(-1)?.type).toBe("result");
  });

  it("stops what runs when something else is asked for", async () => {
    const lab = new Lab(base, plainOpeners());
    const first = eventsOf(lab, { budget: 1000 });
    const second = eventsOf(lab);
    expect((await first).at(-1)?.type).toBe("stopped");
    expect((await second).at(-1)?.type).toBe("result");
  });

  it("changes the lookahead of a run that is going on", async () => {
    const lab = new Lab(base, plainOpeners());
    const events = await eventsOf(lab, { budget: 2 }, (event) => {
      if (event.type === "iteration" && event.lane === "speculative") lab.setGamma(5);
    });
    expect(only(events, "prediction").map(({ prediction }) => prediction.gamma)).toEqual([3, 5]);
    expect(only(events, "result")[0].result.gamma).toBe(5);
  });

  it("takes a lookahead that is asked for while it still calibrates", async () => {
    const lab = new Lab(base, plainOpeners());
    const events = await eventsOf(lab, {}, ({ type }) => {
      if (type === "models") lab.setGamma(5);
    });
    expect(only(events, "prediction").at(-1)?.prediction.gamma).toBe(5);
    expect(only(events, "result")[0].result.gamma).toBe(5);
  });

  it.each<[string, string, Partial<RunSettings>]>([
    ["an unknown model", "unknown-model", { target: { kind: "family", id: "nobody" } }],
    ["a backend that isn't there", "backend-unavailable", { backend: "wasm" }],
    ["an impossible temperature", "settings", { temperature: -1 }],
    ["an impossible lookahead", "settings", { gamma: 17 }],
    [
      "a dropped folder without weights",
      "missing-file",
      { draft: { kind: "files", name: "mine", files: [new File(["{}"], "config.json")] } },
    ],
    ["a prompt that leaves no room", "prompt-too-long", { prompt: "a b c d e f g ".repeat(200) }],
  ])("reports %s as a failure of code %s", async (_, code, change) => {
    const last = (await eventsOf(new Lab(base, plainOpeners()), change)).at(-1);
    expect(last).toMatchObject({ type: "failure", code });
  });

  it("says that models are missing, and finds them when they have come", async () => {
    const lab = new Lab("https://elsewhere.test/", plainOpeners());
    const last = (await eventsOf(lab)).at(-1);
    expect(last).toMatchObject({ type: "failure", code: "http-status" });
    vi.stubGlobal(
      "fetch",
      async (url: string) =>
        new Response(shippedBytes(url.slice("https://elsewhere.test/".length))),
    );
    expect((await eventsOf(lab)).at(-1)?.type).toBe("result");
  });

  it("sweeps the drafts that are smaller than the target, and fits their plane", async () => {
    const events: LabEvent[] = [];
    const lab = new Lab(base, plainOpeners());
    await lab.sweep(settings, { gammas: [1, 2], budget: 60 }, (event) => events.push(event));
    const last = events.at(-1);
    expect(last).toMatchObject({ type: "sweep" });
    const [{ result }] = only(events, "sweep");
    expect(new Set(result.points.map(({ draft }) => draft))).toEqual(new Set(ids.slice(0, 3)));
    expect(result.fit?.points).toHaveLength(3);
    expect(result.fit?.slope).toBeLessThan(0);
  });

  it("magnifies a decision of the text that it showed, and of one that it didn't", async () => {
    const lab = new Lab(base, plainOpeners());
    const sampled = { ...settings, temperature: 1 };
    const [first] = only(await eventsOf(lab, sampled), "iteration").filter(
      ({ lane, iteration }) => lane === "speculative" && iteration.position > 8,
    );
    const { position, verdicts } = first.iteration;
    const seen = await lab.magnify(sampled, position);
    expect(seen.rows.map(({ p, coin, accepted }) => ({ p, coin, accepted }))).toEqual(verdicts);
    const fresh = new Lab(base, plainOpeners());
    expect(await fresh.magnify(sampled, position)).toEqual(seen);
    await expect(fresh.magnify(sampled, 10_000)).rejects.toMatchObject({ code: "settings" });
  });

  it("refuses a draft with another tokenizer, and gives the reason", async () => {
    const { config, safetensors, tokenizer } = tinyFiles({}, () => 0.5);
    const file = (name: string, bytes: Uint8Array) => new File([new Uint8Array(bytes)], name);
    const files = [
      file("config.json", config),
      file("model.safetensors", safetensors),
      file("tokenizer.json", tokenizer),
    ];
    const draft = { kind: "files", name: "mine", files } as const;
    const last = (await eventsOf(new Lab(base, plainOpeners()), { draft })).at(-1);
    expect(last).toMatchObject({ type: "failure", code: "tokenizers-differ" });
    expect(last).toMatchObject({ message: expect.stringContaining("mine can't draft for") });
  });

  it("refuses a prompt that leaves no room before an engine is opened, with the counts", async () => {
    let opened = 0;
    const lab = new Lab(
      base,
      plainOpeners(() => {
        opened += 1;
        return cpuEngine();
      }),
    );
    const last = (await eventsOf(lab, { prompt: "\u{1f409}".repeat(200) })).at(-1);
    expect(last).toMatchObject({ type: "failure", code: "prompt-too-long" });
    expect(last).toMatchObject({ message: expect.stringMatching(/takes \d+ tokens; \d+ fit/) });
    expect(opened).toBe(0);
  });

  it("refuses a prompt exactly where a run would, without weights", async () => {
    const fetched = new Set<string>();
    const fetching = globalThis.fetch;
    vi.stubGlobal("fetch", async (url: string) => {
      fetched.add(url.split("/").at(-1) ?? "");
      return fetching(url);
    });
    const lab = new Lab(base, plainOpeners());
    const refusals: (string | null)[] = [];
    const prompts = [1, 100, 123, 124, 125, 200].map((count) => "\u{1f409}".repeat(count));
    for (const prompt of prompts) refusals.push(await lab.refusePrompt({ ...settings, prompt }));
    expect(fetched).not.toContain("model.safetensors");
    expect(refusals[0]).toBe(null);
    expect(refusals.at(-1)).toMatch(/takes \d+ tokens; \d+ fit/);
    for (const [i, prompt] of prompts.entries()) {
      const last = (
        await eventsOf(lab, { prompt }, ({ type }) => type === "device" && lab.stop())
      ).at(-1);
      if (refusals[i] === null) expect(last?.type).toBe("stopped");
      else expect(last).toMatchObject({ code: "prompt-too-long", message: refusals[i] });
    }
  });

  it("traces the text that it shows, and scores the smaller models along it", async () => {
    const lab = new Lab(base, plainOpeners());
    const events = await eventsOf(lab, { temperature: 1 });
    const shown = only(events, "iteration").filter(({ lane }) => lane === "speculative");
    const traced = await lab.trace({ ...settings, temperature: 1 });
    expect(traced.map(({ texts }) => texts)).toEqual(shown.map(({ texts }) => texts));
    const scored = await lab.score({ ...settings, temperature: 1 });
    expect(scored.map(({ id }) => id)).toEqual(ids.slice(0, ids.indexOf(sizes[2])));
    for (const { alpha } of scored) {
      expect(alpha).toBeGreaterThan(0.1);
      expect(alpha).toBeLessThan(1);
    }
  });

  it("judges what a person says comes next", async () => {
    const lab = new Lab(base, plainOpeners());
    const { judged, added } = await lab.guess(settings, "Once upon a time", ", there was");
    expect(judged.length).toBeGreaterThan(0);
    expect(added).not.toBe("");
    await expect(lab.guess(settings, "Once", "")).rejects.toMatchObject({ code: "settings" });
  });

  it("opens a new engine after the device was lost", async () => {
    let opened = 0;
    const losing = () => {
      opened += 1;
      const engine = cpuEngine();
      if (opened > 1) return engine;
      const lost = Object.assign(new Error("The GPU device was lost."), { code: "device-lost" });
      return {
        ...engine,
        async *generate() {
          yield* [];
          throw lost;
        },
      };
    };
    const lab = new Lab(base, plainOpeners(losing));
    expect((await eventsOf(lab)).at(-1)).toMatchObject({ type: "failure", code: "device-lost" });
    expect((await eventsOf(lab)).at(-1)?.type).toBe("result");
    expect(opened).toBe(2);
  });

  it("finds a wrong token of a broken engine", async () => {
    const broken = () =>
      tampered((iteration) => ({
        ...iteration,
        tokens: iteration.tokens.map((token, i) => (i === 0 && token > 300 ? token - 1 : token)),
      }));
    const events = await eventsOf(new Lab(base, plainOpeners(broken)));
    expect(only(events, "result")[0].result).toMatchObject({ lossless: false });
  });
});

function textsOf(events: readonly LabEvent[]) {
  const text = (lane: string) =>
    only(events, "iteration")
      .filter((event) => event.lane === lane)
      .flatMap(({ texts }) => texts)
      .join("");
  return { alone: text("autoregressive"), together: text("speculative") };
}
