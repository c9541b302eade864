import { describe, expect, it } from "vitest";
import { createLabClient } from "./client.ts";
import { fakeWorker, hanging, saying } from "./fixtures/worker.ts";
import type { LabEvent, RunSettings } from "./protocol.ts";
import type { LabWorker } from "./worker.ts";

const settings: RunSettings = {
  backend: "cpu",
  target: { kind: "family", id: "large" },
  draft: { kind: "family", id: "small" },
  gamma: "auto",
  temperature: 0,
  topP: 1,
  seed: 1,
  prompt: "Once",
  length: 16,
  budget: 1,
};
const step = (done: number): LabEvent => ({ type: "progress", step: "x", done, total: 3 });
const quick = { pulse: 20, silence: 200, stop: 400 };

/** A client whose n-th worker has the n-th api, the last one for all further workers. */
function clientOf(...apis: Partial<LabWorker>[]) {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const client = createLabClient({
    spawn() {
      const made = fakeWorker(apis[Math.min(workers.length, apis.length - 1)]);
      workers.push(made);
      return made.worker;
    },
    models: "https://lab.test/models",
    patience: quick,
  });
  return { client, workers };
}

async function run(client: ReturnType<typeof clientOf>["client"]) {
  const events: LabEvent[] = [];
  await client.run(settings, (event) => events.push(event));
  return events;
}

describe("the lab's client", () => {
  it("starts no worker until it is asked", async () => {
    const { client, workers } = clientOf({ listFamily: async () => ({ ok: true, value: [] }) });
    client.setGamma(3);
    client.stop();
    expect(workers).toHaveLength(0);
    await expect(client.listFamily()).resolves.toEqual([]);
    await client.listFamily();
    expect(workers).toHaveLength(1);
    client.close();
  });

  it("tells the worker first where the models are, with a slash at the end", async () => {
    const bases: string[] = [];
    const { client } = clientOf({ open: (base) => void bases.push(base), run: saying() });
    await run(client);
    expect(bases).toEqual(["https://lab.test/models/"]);
    client.close();
  });

  it("passes every event on, in order, before it resolves", async () => {
    const events = [0, 1, 2].map(step);
    const { client } = clientOf({ run: saying(...events) });
    expect(await run(client)).toEqual(events);
    client.close();
  });

  it("rejects with the code of what went wrong", async () => {
    const { client } = clientOf({
      listFamily: async () => ({ ok: false, code: "http-status", message: "not there" }),
    });
    await expect(client.listFamily()).rejects.toMatchObject({ code: "http-status" });
    client.close();
  });

  it("reports a worker that dies, ends what waits for it, and goes on with a new one", async () => {
    const { client, workers } = clientOf(
      { run: hanging, listFamily: () => new Promise(() => {}) },
      { run: saying(step(1)) },
    );
    const dying = run(client);
    const asking = expect(client.listFamily()).rejects.toMatchObject({ code: "worker-died" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    workers[0].fail("out of memory");
    expect((await dying).at(-1)).toMatchObject({ type: "failure", code: "worker-died" });
    await asking;
    expect(workers[0].state.terminated).toBe(true);
    expect(await run(client)).toEqual([step(1)]);
    client.close();
  });

  it("notices a worker that has fallen silent", async () => {
    const { client } = clientOf({ run: hanging, ping: () => new Promise<true>(() => {}) as never });
    expect(await run(client)).toMatchObject([{ type: "failure", code: "worker-died" }]);
    client.close();
  });

  it("leaves a worker alone that works for long but answers", async () => {
    const slow: LabWorker["run"] = async (given, port) => {
      await new Promise((resolve) => setTimeout(resolve, 3 * quick.silence));
      await saying(step(2))(given, port);
    };
    const { client } = clientOf({ run: slow });
    expect(await run(client)).toEqual([step(2)]);
    client.close();
  });

  it("reports a worker that can't be started", async () => {
    const client = createLabClient({
      spawn() {
        throw new Error("forbidden");
      },
      models: "https://lab.test/models/",
    });
    expect(await run(client)).toMatchObject([{ type: "failure", code: "worker-died" }]);
  });

  it("ends a worker that doesn't hear a stop, and begins anew what was asked for since", async () => {
    const { client, workers } = clientOf({ run: hanging }, { run: saying(step(1)) });
    const first = run(client);
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.stop();
    const second = run(client);
    expect(await first).toEqual([{ type: "stopped" }]);
    expect(await second).toEqual([step(1)]);
    expect(workers).toHaveLength(2);
    client.close();
  });

  it("leaves what was asked for after a stop that was heard alone", async () => {
    let say = () => {};
    const api: Partial<LabWorker> = {
      run: (_, port) =>
        new Promise((resolve) => {
          say = () => {
            port.postMessage({ type: "stopped" });
            port.postMessage(null);
            resolve();
          };
        }),
      stop: () => say(),
    };
    const { client, workers } = clientOf(api);
    const first = run(client);
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.stop();
    expect(await first).toEqual([{ type: "stopped" }]);
    const second = run(client);
    await new Promise((resolve) => setTimeout(resolve, 2 * quick.stop));
    expect(workers).toHaveLength(1);
    say();
    expect(await second).toEqual([{ type: "stopped" }]);
    client.close();
  });
});
