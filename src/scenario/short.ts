import { defaultModel, type Model, modelFields, modelKeys, type Pin } from "./scenario.ts";

/** Models and pins in few characters: `1.M13B~cr~~my 7B~M7B`. Version and a dot; settings with a letter
 *  for their key, `~` between them; `~~` begins a pin, with its name first. Each pin says only what is
 *  different from what stands before it, and a letter alone is the default. Version 1 never changes:
 *  another form is another version. */
const version = 1;

const letters: { readonly [K in keyof Model]: string } = {
  M: "M",
  N: "N",
  D: "D",
  Dt: "T",
  law: "l",
  plane: "p",
  alpha: "a",
  gamma: "g",
  cost: "c",
  hw: "h",
  batch: "b",
  ctx: "k",
  dtype: "d",
  mbu: "w",
  mfu: "f",
};

/** Long words and the letters that stand for them. A colon alone is the word before the numbers. */
const words: { readonly [K in keyof Model]?: readonly (readonly [string, string])[] } = {
  law: [
    ["hoffmann", "h"],
    ["besiroglu", "b"],
    ["custom:", ":"],
  ],
  plane: [["custom:", ":"]],
  cost: [
    ["roofline", "r"],
    ["ratio:", ":"],
  ],
  hw: [["custom:", ":"]],
};

type Texts = Readonly<Record<keyof Model, string>>;

function textsOf(model: Model): Texts {
  const text = <K extends keyof Model>(key: K) => modelFields[key].format(model[key]);
  return Object.fromEntries(modelKeys.map((key) => [key, text(key)])) as Texts;
}

const defaults = textsOf(defaultModel);

/** The short form of a model and its pins, whose names are as `pinName` makes them. */
export function pack(model: Model, pins: readonly Pin[]): string {
  let before = defaults;
  const settings = (texts: Texts) => {
    const different = modelKeys.filter((key) => texts[key] !== before[key]);
    before = texts;
    return different.map((key) => letters[key] + shortened(key, texts[key]));
  };
  const first = settings(textsOf(model)).join("~");
  const more = pins.map((pin) => `~~${[pin.name, ...settings(textsOf(pin.model))].join("~")}`);
  return `${version}.${first}${more.join("")}`;
}

function shortened(key: keyof Model, text: string): string {
  if (text === defaults[key]) return "";
  const word = words[key]?.find(([long]) => text.startsWith(long));
  return word === undefined ? text : word[1] + text.slice(word[0].length);
}

function lengthened(key: keyof Model, text: string): string {
  if (text === "") return defaults[key];
  const word = words[key]?.find(([, short]) => (short === ":" ? text[0] === ":" : text === short));
  return word === undefined ? text : word[0] + text.slice(word[1].length);
}

/** What a short form stands for, as the keys and values of a readable link; they are not checked here.
 *  Total: what can't be read is left out and named. */
export function unpack(text: string): {
  readonly pairs: readonly (readonly [string, string])[];
  readonly problems: readonly string[];
} {
  const [, made, body] = /^(\d+)\.(.*)$/s.exec(text) ?? [];
  if (made === undefined || body === undefined)
    return { pairs: [], problems: ["is no short link"] };
  if (Number(made) !== version) {
    const problem = `has form ${made}; this app reads form ${version}`;
    return { pairs: [], problems: [problem] };
  }
  const problems: string[] = [];
  let texts: Texts = defaults;
  const different = (record: string | undefined) => {
    for (const setting of record === undefined || record === "" ? [] : record.split("~")) {
      const key = modelKeys.find((candidate) => letters[candidate] === setting[0]);
      if (key === undefined) problems.push(`holds ${setting}, which is no setting`);
      else texts = { ...texts, [key]: lengthened(key, setting.slice(1)) };
    }
    return modelKeys.filter((key) => texts[key] !== defaults[key]);
  };
  const [first, ...pins] = body.split("~~");
  const pairs = different(first).map((key) => [key, texts[key]] as const);
  const pinned = pins.map((pin) => {
    const [name = "", ...settings] = pin.split("~");
    const keys = different(settings.join("~"));
    return ["pin", [name, ...keys.map((key) => `${key}:${texts[key]}`)].join("~")] as const;
  });
  return { pairs: [...pairs, ...pinned], problems };
}
