const waiting = new Set<() => void>();
let asked = false;

/** Calls `task` when the page has nothing better to do, each task in a turn of its own, so that none
 *  of them delays an answer to the hand. Returns what takes it out again. */
export function whenIdle(task: () => void): () => void {
  waiting.add(task);
  ask();
  return () => waiting.delete(task);
}

function ask(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  if ("requestIdleCallback" in window) requestIdleCallback(next, { timeout: 1_000 });
  else setTimeout(next, 20);
}

function next(): void {
  asked = false;
  const [first] = waiting;
  if (first === undefined) return;
  waiting.delete(first);
  first();
  ask();
}
