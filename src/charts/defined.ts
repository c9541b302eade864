/** What can be drawn at all: the one place that decides it. A line breaks where this is false. */
export function defined(...px: number[]): boolean {
  for (const v of px) if (!Number.isFinite(v)) return false;
  return true;
}

const FAR = 1e5;

/** A px that renderers can take: a very far one is brought just out of sight. */
export function near(px: number): number {
  return Math.min(FAR, Math.max(-FAR, px));
}
