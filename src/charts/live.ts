import { useCallback, useLayoutEffect, useSyncExternalStore } from "react";
import { inFrame, notInFrame } from "./frame.ts";

/** A value that moves without a render: read it, or be told when there is another. */
export interface Live<T> {
  readonly get: () => T;
  /** Returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Settable<T> extends Live<T> {
  readonly set: (value: T) => void;
}

export function createLive<T>(first: T): Settable<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A part of a value, worked out once for each value. */
export function mapLive<T, U>(live: Live<T>, of: (value: T) => U): Live<U> {
  let from: T;
  let known = false;
  let mapped: U;
  return {
    get() {
      const value = live.get();
      if (!known || !Object.is(value, from)) {
        known = true;
        from = value;
        mapped = of(value);
      }
      return mapped;
    },
    subscribe: live.subscribe,
  };
}

/** Calls `apply` before the first paint, and once a frame whenever there is another value. It writes to the
 *  document; nothing is rendered. */
export function useLive<T>(live: Live<T>, apply: (value: T) => void): void {
  useLayoutEffect(() => {
    const move = () => apply(live.get());
    move();
    const end = live.subscribe(() => inFrame(move));
    return () => {
      end();
      notInFrame(move);
    };
  }, [live, apply]);
}

/** The value, rendered again in the frame in which it moves: for what React draws. */
export function useMoving<T>(live: Live<T>): T {
  const subscribe = useCallback(
    (listener: () => void) => {
      const end = live.subscribe(() => inFrame(listener));
      return () => {
        end();
        notInFrame(listener);
      };
    },
    [live],
  );
  return useSyncExternalStore(subscribe, live.get);
}
