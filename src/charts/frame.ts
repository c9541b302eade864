const waiting = new Set<() => void>();
let asked = false;
let last = Number.NEGATIVE_INFINITY;
/** ms between two frames, less what a clock may be off. */
const frame = 14;

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

/** Calls what waits for a frame at once, unless that was done within a frame's time: what has arrived between
 *  frames need not wait for a browser that is late to ask for the next. Not from within a render. */
export function hurry(): void {
  if (performance.now() - last >= frame) run();
}

function run(): void {
  asked = false;
  last = performance.now();
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
