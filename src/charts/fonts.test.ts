import { expect, it } from "vitest";
import { covers } from "./fonts.ts";

it("reads unicode ranges", () => {
  expect(covers("U+0000-00FF,U+0131", "speed")).toBe(true);
  expect(covers("U+0370-03FF", "speed")).toBe(false);
  expect(covers("U+0370-03FF", "γ = 8")).toBe(true);
  expect(covers("U+4??", "Ж")).toBe(true);
  expect(covers("", "anything")).toBe(true);
});
