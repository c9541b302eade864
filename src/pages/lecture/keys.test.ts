import { describe, expect, it } from "vitest";
import { commandOf, type Focus } from "./keys.ts";

const nowhere: Focus = { types: false, moves: false, chooses: false, presses: false };
const press = (key: string, change = {}) => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...change,
});

describe("a lecture's keys", () => {
  it.each([
    ["ArrowRight", "next"],
    [" ", "next"],
    ["PageDown", "next"],
    ["PageUp", "back"],
    ["Home", "first"],
    ["End", "last"],
    [".", "black"],
    ["B", "black"],
    ["?", "help"],
    ["x", null],
    ["Tab", null],
  ])("%s is %s", (key, command) => {
    expect(commandOf(press(key), nowhere)).toBe(command);
  });

  it("goes to a scene by its number", () => {
    expect(commandOf(press("3"), nowhere)).toEqual({ scene: 2 });
    expect(commandOf(press("0"), nowhere)).toBeNull();
  });

  it("goes back with shift and space", () => {
    expect(commandOf(press(" ", { shiftKey: true }), nowhere)).toBe("back");
  });

  it("leaves the browser's own shortcuts alone", () => {
    for (const modifier of ["altKey", "ctrlKey", "metaKey"])
      expect(commandOf(press("ArrowRight", { [modifier]: true }), nowhere)).toBeNull();
  });

  it("takes nothing from who types", () => {
    for (const key of ["b", "ArrowRight", "1", " ", "?", "Escape"])
      expect(commandOf(press(key), { ...nowhere, types: true })).toBeNull();
  });

  it("leaves a slider its keys and takes the others", () => {
    const slider = { ...nowhere, moves: true };
    for (const key of ["ArrowRight", "ArrowUp", "PageDown", "Home", "End"])
      expect(commandOf(press(key), slider)).toBeNull();
    expect(commandOf(press("b"), slider)).toBe("black");
  });

  it("never lets a clicker change what is chosen in a list", () => {
    const list = { ...nowhere, chooses: true };
    expect(commandOf(press("PageDown"), list)).toBe("next");
    expect(commandOf(press("PageUp"), list)).toBe("back");
    expect(commandOf(press("."), list)).toBe("black");
    for (const key of ["ArrowDown", "Home", "b", "3", " ", "Enter", "Escape"])
      expect(commandOf(press(key), list)).toBeNull();
  });

  it("lets a button be pressed", () => {
    const button = { ...nowhere, presses: true };
    expect(commandOf(press(" "), button)).toBeNull();
    expect(commandOf(press("Enter"), button)).toBeNull();
    expect(commandOf(press("ArrowRight"), button)).toBe("next");
  });
});
