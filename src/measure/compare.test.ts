import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cpuEngine } from "../lm/cpu/engine.ts";
import type { Engine } from "../lm/engine.ts";
import { shippedBytes, shippedIndex } from "../lm/fixtures/shipped.ts";
import type { Openers } from "./backend.ts";
import { comparable } from "./compare.ts";
import { openingOf, plainOpeners } from "./fixtures/engines.ts";
import { Lab } from "./lab.ts";
import type { LabEvent, RunSettings } from "./protocol.ts";

const base = "https://models.test/";
const ids = shippedIndex().map(({ id }) => id);
const settings: RunSettings = {
  backend: "auto",
  target: { kind: "family", id: ids[2] },
  draft: "auto",
  gamma: "auto",
  temperature: 0,
  topP: 1,
  seed: 3,
  prompt: "Once upon a time",
  length: 24,
  budget: 1,
};

beforeEach(() => {
  vi.stubGlobal("fetch", async (url: string) => new Response(shippedBytes(url.slice(base.length))));
});
afterEach(() => vi.unstubAllGlobals());

const engineNamed = (backend: Engine["backend"], change: Partial<Engine> = {}): Engine => ({
  ...cpuEngine(),
  ...change,
  backend,
});

const openersWith = (webgpu: NonNullable<Openers["webgpu"]>): Openers => ({
  ...plainOpeners(),
  webgpu,
  wasm: async () => openingOf(engineNamed("wasm")),
});

async function eventsOf(
  lab: Lab,
  change: Partial<RunSettings> = {},
  onEvent = (_: LabEvent) => {},
) {
  const events: LabEvent[] = [];
  await lab.compare({ ...settings, ...change }, (event) => {
    events.push(event);
    onEvent(event);
  });
  const comparison = events.find((event) => event.type === "comparison");
  return { events, engines: comparison?.engines ?? [] };
}

describe("a comparison of engines", () => {
  it("leaves the plain engine out where another needs no GPU", () => {
    expect(comparable(plainOpeners())).toEqual(["cpu"]);
    expect(comparable(openersWith(async () => openingOf(engineNamed("webgpu"))))).toEqual([
      "webgpu",
      "wasm",
    ]);
  });

  it("runs the same pair and prompt on each, with a lookahead of its own", async () => {
    const lab = new Lab(
      base,
      openersWith(async () => openingOf(engineNamed("webgpu"))),
    );
    const { events, engines } = await eventsOf(lab);
    expect(engines.map(({ backend }) => backend)).toEqual(["webgpu", "wasm"]);
    const [first, second] = engines.map(({ result }) => result);
    expect(first?.draft).toBe(second?.draft);
    for (const result of [first, second]) {
      expect(result?.lossless).toBe(true);
      expect(result?.calibration.tVerify.length).toBeGreaterThanOrEqual(9);
    }
    expect(events.filter(({ type }) => type === "compared")).toHaveLength(2);
    expect(events.some(({ type }) => type === "iteration" || type === "result")).toBe(false);
    expect(events.at(-1)?.type).toBe("comparison");
  });

  it.each<[string, NonNullable<Openers["webgpu"]>, RegExp]>([
    [
      "can't be opened",
      async () => {
        throw new Error("No adapter.");
      },
      /No adapter/,
    ],
    [
      "breaks in mid-run",
      async () =>
        openingOf(
          engineNamed("webgpu", {
            async *generate() {
              yield* [];
              throw Object.assign(new Error("The GPU device was lost."), { code: "device-lost" });
            },
          }),
        ),
      /was lost/,
    ],
  ])("loses nothing of the others where one %s", async (_, webgpu, reason) => {
    const { engines } = await eventsOf(new Lab(base, openersWith(webgpu)));
    expect(engines[0]).toMatchObject({
      backend: "webgpu",
      failure: expect.stringMatching(reason),
      result: null,
    });
    expect(engines[1]).toMatchObject({ backend: "wasm", failure: null });
  });

  it("keeps what it has when it is stopped, and the lab goes on", async () => {
    const lab = new Lab(
      base,
      openersWith(async () => openingOf(engineNamed("webgpu"))),
    );
    const { events, engines } = await eventsOf(lab, {}, ({ type }) => {
      if (type === "compared") lab.stop();
    });
    expect(engines.map(({ backend }) => backend)).toEqual(["webgpu"]);
    expect(events.at(-1)?.type).toBe("stopped");
    expect((await eventsOf(lab, { draft: null })).events.at(-1)).toMatchObject({
      type: "failure",
      code: "settings",
    });
  });
});
