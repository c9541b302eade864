import { expect } from "@playwright/test";

/** A browser as these tests need it, however it is driven. */
export interface Remote {
  readonly version: string;
  open(url: string): Promise<void>;
  /** Runs a function in the page with arguments and a result that JSON can carry. */
  run<Args extends readonly unknown[], Result>(
    action: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Performs WebDriver's input actions, which both protocols take. */
  perform(sources: readonly Source[]): Promise<void>;
  /** What the page threw or logged as an error since it was asked last; empty where the protocol is
   *  silent about it. */
  trouble(): readonly string[];
  close(): Promise<void>;
}

export type Source =
  | {
      readonly type: "key";
      readonly id: string;
      readonly actions: readonly { readonly type: "keyDown" | "keyUp"; readonly value: string }[];
    }
  | {
      readonly type: "pointer";
      readonly id: string;
      readonly parameters: { readonly pointerType: "mouse" };
      readonly actions: readonly (
        | { readonly type: "pointerDown" | "pointerUp"; readonly button: 0 }
        | {
            readonly type: "pointerMove";
            readonly x: number;
            readonly y: number;
            readonly duration?: number;
          }
      )[];
    };

/** WebDriver's names of the keys that these tests press. */
const keys = { ArrowRight: "\uE014", ArrowLeft: "\uE012" };

export function press(browser: Remote, key: keyof typeof keys): Promise<void> {
  const value = keys[key];
  return browser.perform([
    {
      type: "key",
      id: "keyboard",
      actions: [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ],
    },
  ]);
}

/** Drags with the mouse in steps, in px of the page as it is scrolled. */
export function drag(
  browser: Remote,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  const move = (share: number) => ({
    type: "pointerMove" as const,
    x: Math.round(from.x + (to.x - from.x) * share),
    y: Math.round(from.y + (to.y - from.y) * share),
    duration: 20,
  });
  return browser.perform([
    {
      type: "pointer",
      id: "mouse",
      parameters: { pointerType: "mouse" },
      actions: [
        move(0),
        { type: "pointerDown", button: 0 },
        ...[0.25, 0.5, 0.75, 1].map(move),
        { type: "pointerUp", button: 0 },
      ],
    },
  ]);
}

/** Waits until what is shown belongs to what is set. */
export async function settled(browser: Remote, timeout = 15_000): Promise<void> {
  await expect
    .poll(() => browser.run(() => document.documentElement.dataset.settled), { timeout })
    .toBe("true");
}

/** The readouts as text, by quantity. */
export function readouts(browser: Remote): Promise<Record<string, string>> {
  return browser.run(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>("output[data-quantity]")].map((output) => [
        output.dataset.quantity ?? "",
        output.dataset.value ?? "",
      ]),
    ),
  );
}
