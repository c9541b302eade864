const waiting = new Set<() => void>();
let asked = false;

/** Calls `task` in the next animation frame, once however often it was asked for. In a page that is not
 *  shown, which has no frames, it is called soon. */
export function inFrame(task: () => void): void {
  waiting.add(task);
  if (asked) return;
  asked = true;
  if (document.hidden) setTimeout(run, 0);
  else requestAnimationFrame(run);
}

/** Takes a task out again. */
export function notInFrame(task: () => void): void {
  waiting.delete(task);
}

function run(): void {
  asked = false;
  const tasks = [...waiting];
  waiting.clear();
  for (const task of tasks) {
    try {
      task();
    } catch (error) {
      // the others are drawn all the same
      reportError(error);
    }
  }
}
