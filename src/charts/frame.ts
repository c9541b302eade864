const waiting = new Set<() => void>();
let asked = 0;

/** Calls `task` in the next animation frame, once however often it was asked for. In a page that is not
 *  shown, which has no frames, it is called soon. */
export function inFrame(task: () => void): void {
  waiting.add(task);
  if (asked !== 0) return;
  asked = 1;
  if (document.hidden) setTimeout(run, 0);
  else requestAnimationFrame(run);
}

/** Takes a task out again. */
export function notInFrame(task: () => void): void {
  waiting.delete(task);
}

function run(): void {
  asked = 0;
  const tasks = [...waiting];
  waiting.clear();
  for (const task of tasks) task();
}
