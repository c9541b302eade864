import { expect, it } from "vitest";
import { keyIntent } from "./keys.ts";

const state = { x: 50, y: 20, home: 70, width: 100, height: 40, plane: false };

it("moves by pixels, further with Shift, never out of the plot", () => {
  expect(keyIntent("ArrowRight", false, state)).toEqual({ to: { x: 53, y: 20 } });
  expect(keyIntent("ArrowLeft", true, state)).toEqual({ to: { x: 20, y: 20 } });
  expect(keyIntent("ArrowRight", true, { ...state, x: 90 })).toEqual({ to: { x: 100, y: 20 } });
  expect(keyIntent("End", false, state)).toEqual({ to: { x: 100, y: 20 } });
});

it("begins at home", () => {
  expect(keyIntent("ArrowLeft", false, { ...state, x: null })).toEqual({ to: { x: 70, y: 20 } });
  for (const key of ["Escape", "Enter", " "])
    expect(keyIntent(key, false, { ...state, x: null })).toBeNull();
});

it("leaves up and down to the page, except on a plane", () => {
  expect(keyIntent("ArrowUp", false, state)).toBeNull();
  expect(keyIntent("ArrowUp", false, { ...state, plane: true })).toEqual({ to: { x: 50, y: 17 } });
});

it("clears and chooses", () => {
  expect(keyIntent("Escape", false, state)).toBe("clear");
  expect(keyIntent(" ", false, state)).toBe("choose");
  expect(keyIntent("Tab", false, state)).toBeNull();
});
