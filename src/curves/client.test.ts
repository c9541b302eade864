import { expose } from "comlink";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseUrl } from "../scenario/url.ts";
import type { Answer, First, Rest } from "./answer.ts";
import { createCurvesClient, type Reply } from "./client.ts";
import { compute, type Request } from "./compute.ts";

type Work = (request: Request, part: number) => Reply<Answer> | Promise<Reply<Answer>>;

/** A worker of the same thread: a channel with our own code at the other end. */
class FakeWorker extends EventTarget {
  readonly #channel = new MessageChannel();
  terminated = false;
  asked: Request[] = [];

  constructor(work: Work) {
    super();
    const { port1, port2 } = this.#channel;
    expose(
      {
        compute: (request: Request, part: number) => {
          this.asked.push(request);
          return work(request, part);
        },
      },
      port2,
    );
    port1.addEventListener("message", ({ data }) =>
      this.dispatchEvent(new MessageEvent("message", { data })),
    );
    port1.start();
  }
  postMessage(message: unknown) {
    if (!this.terminated) this.#channel.port1.postMessage(message);
  }
  terminate() {
    this.terminated = true;
    this.#channel.port1.close();
  }
}

const request = (query: string): Request => parseUrl(query).scenario;
const works: Work = (asked) => ({ ok: true, answer: compute(asked) });
const never: Work = () => new Promise(() => {});

function setUp(...kinds: Work[]) {
  const workers: FakeWorker[] = [];
  const answers: [First | Rest, Request][] = [];
  const failures: string[] = [];
  const client = createCurvesClient(
    () => {
      const worker = new FakeWorker(kinds[Math.min(workers.length, kinds.length - 1)] ?? works);
      workers.push(worker);
      return worker as unknown as Worker;
    },
    {
      onAnswer: (answer, asked) => void answers.push([answer, asked]),
      onFailure: (message) => void failures.push(message),
    },
  );
  stops.push(client.stop);
  return { client, workers, answers, failures };
}

/** Waits for messages to arrive; the clock of the watchdog stands still. */
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 2000 && !condition(); i++) await new Promise((done) => setImmediate(done));
  expect(condition()).toBe(true);
}

const stops: (() => void)[] = [];
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  vi.useRealTimers();
});

describe("the client", () => {
  it("answers with the request that the answer belongs to", async () => {
    const { client, answers } = setUp();
    const asked = request("?M=13B");
    client.ask(asked);
    await until(() => answers.length === 1);
    expect(answers[0]?.[1]).toBe(asked);
    expect(answers[0]?.[0]).toEqual(compute(asked));
  });

  it("keeps one request running and only the newest of those that wait", async () => {
    const { client, workers, answers } = setUp();
    for (const M of [1, 2, 3, 4, 5]) client.ask(request(`?M=${M}B`));
    await until(() => answers.length === 2);
    expect(workers[0]?.asked.map(({ M }) => M)).toEqual([1e9, 5e9]);
    expect(answers.map(([, { M }]) => M)).toEqual([1e9, 5e9]);
    expect(workers).toHaveLength(1);
  });

  it("asks for the parts of an answer one by one, and for a newer request before them", async () => {
    const parts: string[] = [];
    const { client, answers } = setUp((asked, part) => {
      parts.push(`${asked.M / 1e9}.${part}`);
      return { ok: true, answer: compute(asked), more: part < 1 };
    });
    client.ask(request("?M=1B"));
    await until(() => answers.length === 2);
    client.ask(request("?M=2B"));
    client.ask(request("?M=3B"));
    await until(() => answers.length === 5);
    expect(parts).toEqual(["1.0", "1.1", "2.0", "3.0", "3.1"]);
  });

  it("answers one whole now and then while requests never cease", async () => {
    const parts: number[] = [];
    let M = 1;
    const { client } = setUp((asked, part) => {
      parts.push(part);
      if (M < 20) client.ask(request(`?M=${++M}B`));
      return { ok: true, answer: compute(asked), more: part < 1 };
    });
    client.ask(request("?M=1B"));
    await until(() => M === 20 && parts.at(-1) === 1);
    expect(parts.join("")).toMatch(/^(0{1,3}1)+$/);
  });

  it("replaces a worker that goes silent and asks again, for the newest", async () => {
    let silent = false;
    const { client, workers, answers, failures } = setUp((asked) =>
      silent ? never(asked, 0) : works(asked, 0),
    );
    client.ask(request("?M=1B"));
    await until(() => answers.length === 1);
    silent = true;
    client.ask(request("?M=2B"));
    client.ask(request("?M=3B"));
    await until(() => workers[0]?.asked.length === 2);
    silent = false;
    vi.advanceTimersByTime(1_500);
    await until(() => answers.length === 2);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(true);
    expect(answers[1]?.[1].M).toBe(3e9);
    expect(failures).toEqual([]);
  });

  it("gives a worker that is still loading more time", async () => {
    const { client, workers } = setUp(never);
    client.ask(request(""));
    await until(() => workers.length === 1);
    vi.advanceTimersByTime(19_000);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(1_000);
    expect(workers).toHaveLength(2);
  });

  it("replaces a worker that reports an error", async () => {
    const { client, workers, answers } = setUp(never, works);
    client.ask(request("?M=2B"));
    await until(() => workers[0]?.asked.length === 1);
    workers[0]?.dispatchEvent(new Event("error", { cancelable: true }));
    await until(() => answers.length === 1);
    expect(workers).toHaveLength(2);
    expect(answers[0]?.[1].M).toBe(2e9);
  });

  it("gives up after two restarts, says why, and tries again when asked", async () => {
    const { client, workers, answers, failures } = setUp(never, never, never, works);
    client.ask(request("?M=2B"));
    for (let i = 0; i < 3; i++) {
      await until(() => workers[i]?.asked.length === 1);
      workers[i]?.dispatchEvent(new Event("error", { cancelable: true }));
    }
    expect(failures).toEqual([
      "The worker that computes the curves died: its script could not be loaded.",
    ]);
    expect(workers).toHaveLength(3);
    client.ask(request("?M=2B"));
    await until(() => answers.length === 1);
    expect(workers).toHaveLength(4);
  });

  it("passes on a failure to compute as words, and goes on", async () => {
    let first = true;
    const { client, answers, failures, workers } = setUp((asked) => {
      if (!first) return works(asked, 0);
      first = false;
      return { ok: false, message: "M is -1; it must lie in 1000000..100000000000000." };
    });
    client.ask(request(""));
    client.ask(request("?M=2B"));
    await until(() => answers.length === 1);
    expect(failures).toHaveLength(1);
    expect(workers).toHaveLength(1);
  });

  it("ends its worker when stopped, and answers no more", async () => {
    const { client, workers, answers, failures } = setUp();
    client.ask(request(""));
    client.stop();
    vi.advanceTimersByTime(60_000);
    for (let i = 0; i < 50; i++) await new Promise((done) => setImmediate(done));
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
    expect([answers.length, failures.length]).toEqual([0, 0]);
  });
});
