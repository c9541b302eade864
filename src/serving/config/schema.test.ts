import { describe, expect, it } from "vitest";
import { type Dtype, dtypes, hardwarePresets } from "../../sdsl/hardware.ts";
import { engines } from "../measurements/measurement.ts";
import type { ReleasedModel } from "../models/model.ts";
import { draftsFor, releasedModels, sameVocabulary } from "../models/registry.ts";
import { checkFor } from "./check.ts";
import type { Deployed, Deployment } from "./config.ts";
import { configurationFor } from "./configurations.ts";
import { engineOptions, type OptionType } from "./options.ts";

/** The words of a command, as a POSIX shell splits what we write: bare words and single quotes. */
function words(command: string): readonly string[] {
  return [...command.replaceAll("\\\n", " ").matchAll(/(?:'[^']*'|\\'|[^\s'])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|\\(')/g, (_, quoted: string | undefined, escaped) => quoted ?? escaped),
  );
}

function fits(value: string, type: OptionType): boolean {
  if (typeof type !== "string") return type.includes(value);
  switch (type) {
    case "text":
      return value !== "" && !value.startsWith("-");
    case "count":
      return /^[1-9]\d*$/.test(value);
    case "whole":
      return /^\d+$/.test(value);
    case "share":
      return Number(value) >= 0 && Number(value) <= 65;
    case "shares": {
      const shares = value.split(",").map(Number);
      return shares.every((share, i) => share >= 0 && share <= (shares[i - 1] ?? 1));
    }
    case "json":
      return typeof JSON.parse(value) === "object";
  }
}

/** What in a command its engine would not take; empty where it takes all. */
function faults(engine: (typeof engines)[number], text: string): readonly string[] {
  const { options, speculative, environment } = engineOptions[engine];
  const found: string[] = [];
  const check = (name: string, value: string, types: Readonly<Record<string, OptionType>>) => {
    const type = types[name];
    if (type === undefined) found.push(`${name} is unknown`);
    else if (!fits(value, type)) found.push(`${name} is ${value}`);
  };
  const yaml = /<<'YAML'\n([\s\S]*?)\nYAML\n/.exec(text)?.[1];
  const [lead = "", rest = ""] =
    engine === "trtllm" ? text.split(/\nYAML\n/) : ["", text.replace(/^(?:SGLANG\S+ )+\\\n/, "")];
  for (const [, name = "", value = ""] of text.matchAll(/\b((?:SGLANG|TLLM)_[A-Z_]+)=(\S+)/g))
    check(name, value, environment);
  if (yaml !== undefined)
    for (const [, name = "", value = ""] of (yaml.split("speculative_config:\n")[1] ?? "").matchAll(
      /^ {2}(\w+): (.*)$/gm,
    ))
      if (name in speculative) check(name, value, speculative);
  if (
    engine === "trtllm" &&
    !/^(?:export \S+\n)?hf download \S+ --local-dir \.\/draft\n/.test(lead)
  )
    found.push("the draft is not fetched");
  const all = words(rest);
  const start = all.findIndex((word) => word.startsWith("--"));
  for (let i = start; i < all.length; i += 2) {
    const [name = "", value = ""] = [all[i], all[i + 1]];
    check(name, value, options);
    if (all.indexOf(name) !== i) found.push(`${name} stands twice`);
    if (name !== "--speculative-config") continue;
    for (const [key, part] of Object.entries(JSON.parse(value) as Record<string, unknown>))
      check(key, Array.isArray(part) ? part.join(",") : String(part), speculative);
  }
  return found;
}

const deployed = (model: ReleasedModel): Deployed => {
  const { repository, heads, kvHeads, intermediate, experts, context, native } = model;
  const shape = { heads, kvHeads, intermediate, mixture: experts !== undefined };
  return { repository, shape, contextLimit: context, native };
};

const rates = [0.8, 0.7, 0.65];

describe.each(engines)("every command for %s", (engine) => {
  const targets = releasedModels.filter((model) => draftsFor(model).length > 0);
  const devices = Object.keys(hardwarePresets);
  const settings = [1, 2, 4, 8].flatMap((count) =>
    dtypes.flatMap((dtype) => [true, false].map((greedy) => ({ count, dtype, greedy }))),
  );

  it("over the registry, devices and formats has only options that it knows, each with its kind of value", () => {
    let commands = 0;
    const wrong: string[] = [];
    for (const [t, target] of targets.entries())
      for (const [d, draft] of draftsFor(target).entries())
        for (const [h, device] of devices.entries()) {
          const { count, dtype, greedy } = settings[(7 * t + 3 * d + h) % settings.length]!;
          const deployment: Deployment = {
            target: deployed(target),
            draft: deployed(draft),
            gamma: 1 + ((t + d) % 16),
            context: 4096,
            batch: 1 + (h % 64),
            devices: count,
            device,
            dtype,
            draftDtype: dtypes[(t + h) % dtypes.length] as Dtype,
            sameVocabulary: sameVocabulary(target, draft),
            greedy,
            needed: 1,
            usable: undefined,
          };
          const { command, problems } = configurationFor[engine](deployment);
          const check = checkFor(engine, deployment, rates);
          const starts = problems.length === 0;
          if ((command !== null) !== starts || (check !== null) !== starts)
            wrong.push(
              `${target.id} ${draft.id} ${device}: a command and ${problems.length} reasons`,
            );
          if (command === null || check === null) continue;
          commands += 1;
          const found = [...faults(engine, command), ...faults(engine, check.command)];
          const uneven = [target, draft].some(
            ({ heads, intermediate }) => heads % count > 0 || intermediate % count > 0,
          );
          if (uneven && engine !== "llamacpp") found.push(`${count} devices do not divide it`);
          wrong.push(...found.map((fault) => `${fault}: ${command}`));
        }
    expect(wrong).toEqual([]);
    expect(commands).toBeGreaterThan(targets.length);
  });
});

it("a version stands beside every engine's options", () => {
  for (const engine of engines)
    expect(engineOptions[engine].checkedAt).toMatch(/@[0-9a-f]{7}|\d\.\d/);
});
