import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultScenario } from "../../scenario/scenario.ts";
import { parseAmount } from "./amount.ts";
import {
  nearest,
  placeAfter,
  placeOf,
  readScene,
  type Scene,
  type SceneModule,
  settingsIn,
} from "./scene.ts";
import { scenes } from "./scenes.ts";
import { truthOf } from "./truths.ts";

const pictures = ["memory", "size"];
const scene = (frontmatter: object, path = "./scenes/3-mine.mdx"): Scene =>
  readScene(path, { default: () => null, frontmatter } as SceneModule, pictures);
const plain = { title: "Mine", picture: "size" };

describe("a scene's file", () => {
  it("is named by its file and takes the usual for what it leaves out", () => {
    expect(scene(plain)).toMatchObject({
      name: "mine",
      title: "Mine",
      question: null,
      wide: false,
      notes: [],
      minutes: 2,
    });
  });

  it("asks with a right answer, with the nearest to a truth, or on the picture", () => {
    const question = "How much?";
    const answers = ["10%", "1/200"];
    expect(scene({ ...plain, question, answers, right: 2 }).question).toMatchObject({
      kind: "choice",
      right: 1,
    });
    expect(scene({ ...plain, question, answers, truth: "acceptance" }).question).toMatchObject({
      kind: "nearest",
      answers: [{ value: 0.1 }, { value: 0.005 }],
    });
    expect(scene({ ...plain, question, truth: "best_draft" }).question).toMatchObject({
      kind: "guess",
    });
  });

  it.each([
    [{ picture: "size" }, "3-mine.mdx: title must be some text."],
    [{ ...plain, picture: "moon" }, "3-mine.mdx: picture must be one of memory, size."],
    [{ ...plain, question: "?", answers: ["a", "b"] }, "3-mine.mdx: right must be the place"],
    [{ ...plain, question: "?", answers: ["a", "b"], right: 3 }, "right must be the place"],
    [{ ...plain, question: "?", answers: ["a", "b"], truth: "speedup" }, "answers must be numbers"],
    [{ ...plain, question: "?", truth: "beauty" }, "truth must be one of"],
    [{ ...plain, question: "?" }, "truth must be given"],
    [{ ...plain, settings: "?N=much" }, "settings must be a link"],
    [{ ...plain, ignores: ["colour"] }, "ignores must be a list of keys"],
    [{ ...plain, coluor: "red" }, "coluor must be left out"],
    [{ ...plain, minutes: "two" }, "minutes must be a number"],
  ])("refuses %j", (frontmatter, message) => {
    expect(() => scene(frontmatter)).toThrow(message);
  });

  it("refuses a name without a number", () => {
    expect(() => scene(plain, "./scenes/mine.mdx")).toThrow("has no name like");
  });
});

describe("the shipped scenes", () => {
  it("are eight, each with a question and notes, for twenty minutes", () => {
    expect(scenes.map(({ name }) => name)).toEqual([
      "memory",
      "play",
      "iteration",
      "lookahead",
      "size",
      "perplexity",
      "law",
      "measured",
    ]);
    for (const { question, notes } of scenes) {
      expect(question).not.toBeNull();
      expect(notes.length).toBeGreaterThan(1);
    }
    expect(scenes.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(20);
  });

  it("have the answers that the law gives", () => {
    const answered = (name: string) => {
      const found = scenes.find((other) => other.name === name)!;
      const { question } = found;
      if (question?.kind !== "nearest") throw new Error(`${name} asks otherwise`);
      const value = truthOf(question.truth).of(settingsIn(found, defaultScenario), {})!;
      return question.answers[nearest(question.answers, value)].text;
    };
    expect(answered("memory")).toBe("0.5%");
    expect(answered("perplexity")).toBe("0.07");
  });

  it("leaves no place for an acceptance where perplexity says it", () => {
    const perplexity = scenes.find(({ name }) => name === "perplexity")!;
    const set = { ...defaultScenario, alpha: 0.31, M: 13e9 };
    expect(settingsIn(perplexity, set)).toMatchObject({ alpha: "auto", M: 13e9 });
  });

  it("write no number by hand into their equations", () => {
    const folder = new URL("./scenes/", import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith(".mdx"));
    expect(files).toHaveLength(scenes.length);
    for (const file of files) {
      const [, , body = ""] = readFileSync(new URL(file, folder), "utf8").split(/^---$/m);
      const equations = body.match(/\$\$?[^$]+\$\$?/g) ?? [];
      expect(equations.filter((equation) => /\d\.\d|\d{2}/.test(equation))).toEqual([]);
    }
  });

  it("set their own values only where nothing is set", () => {
    const lookahead = scenes.find(({ name }) => name === "lookahead")!;
    expect(settingsIn(lookahead, defaultScenario)).toMatchObject({ N: 7e9, alpha: 0.8 });
    expect(settingsIn(lookahead, { ...defaultScenario, N: 1e9 })).toMatchObject({ N: 1e9 });
  });
});

describe("the places of a lecture", () => {
  const asked = { ...plain, question: "?", truth: "best_draft" };
  const places = [scene(asked, "1-a.mdx"), scene(plain, "2-b.mdx"), scene(asked, "3-c.mdx")];

  it("follow each other step by step, and back the same way", () => {
    let place = placeOf(places, { scene: "auto", step: 1 });
    const seen: string[] = [];
    for (let i = 0; i < 8; i++) {
      seen.push(`${place.scene.name}${place.step}`);
      place = placeAfter(places, place, 1);
    }
    expect(seen.join(" ")).toBe("a1 a2 a3 b1 c1 c2 c3 c3");
    for (let i = 0; i < 8; i++) place = placeAfter(places, place, -1);
    expect(place).toMatchObject({ index: 0, step: 1 });
  });

  it("of an unknown scene is the first, of a step too far the last", () => {
    expect(placeOf(places, { scene: "z", step: 2 })).toMatchObject({ index: 0, step: 2 });
    expect(placeOf(places, { scene: "b", step: 9 })).toMatchObject({ index: 1, step: 1 });
  });
});

describe("an answer's number", () => {
  it.each([
    ["10%", 0.1],
    ["about 0.5%", 0.005],
    ["2×", 2],
    ["1/200", 0.005],
    ["70B", 7e10],
    ["4", 4],
  ])("%s is %d", (text, value) => {
    expect(parseAmount(text)).toBeCloseTo(value, 12);
  });

  it("is none where there is none", () => {
    expect(parseAmount("nobody knows")).toBeNaN();
  });

  it("is nearest by ratio", () => {
    const answers = ["1%", "10%", "90%"].map((text) => ({ text, value: parseAmount(text) }));
    expect(nearest(answers, 0.04)).toBe(1);
    expect(nearest(answers, 0)).toBe(0);
  });
});
