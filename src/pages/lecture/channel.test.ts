import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Channel, openChannel, readMessage } from "./channel.ts";

describe("a stage and a presenter", () => {
  const open: Channel[] = [];
  const heard: string[] = [];
  const where = (search: string) => ({ search, black: false });
  const stage = () => {
    const channel = openChannel(
      "stage",
      ({ search }) => heard.push(`stage heard ${search}`),
      () => channel.tell(where("?scene=law")),
    );
    open.push(channel);
    channel.tell(where("?scene=law"));
    return channel;
  };
  const presenter = () => {
    const channel = openChannel(
      "presenter",
      ({ search }) => heard.push(`presenter heard ${search}`),
      () => channel.tell(where("?scene=size")),
    );
    open.push(channel);
    return channel;
  };
  beforeEach(() => vi.stubGlobal("location", { pathname: "/" }));
  afterEach(() => {
    for (const channel of open.splice(0)) channel.close();
    heard.length = 0;
    vi.unstubAllGlobals();
  });

  it("are where the stage is, whichever is loaded first", async () => {
    stage();
    presenter();
    await vi.waitFor(() => expect(heard).toEqual(["presenter heard ?scene=law"]));
    heard.length = 0;
    // the stage again, as after a reload
    stage();
    await vi.waitFor(() => expect(heard).toContain("presenter heard ?scene=law"));
    expect(heard.filter((word) => word.startsWith("stage"))).toEqual([]);
  });

  it("know of each other", async () => {
    const alone = stage();
    expect(await alone.answered(50)).toBe(false);
    const other = presenter();
    expect(await alone.answered(5000)).toBe(true);
    expect(await other.answered(5000)).toBe(true);
  });
});

describe("a message of the other window", () => {
  it("is read", () => {
    const word = { from: "stage", search: "?view=lecture", black: false };
    expect(readMessage({ ...word, more: 1 })).toEqual(word);
    expect(readMessage({ from: "presenter", asks: true })).toEqual({
      from: "presenter",
      asks: true,
    });
  });

  it.each([
    null,
    3,
    "next",
    {},
    { from: "stage" },
    { from: "me", asks: true },
    { from: "stage", here: true },
    { from: "stage", search: 1, black: true },
  ])("%j is none of ours", (data) => {
    expect(readMessage(data)).toBeNull();
  });
});
