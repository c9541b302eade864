import { scoreText } from "./acceptance.ts";
import { publicEntry } from "./family.ts";
import { requestOf, taskOf } from "./pair.ts";
import type { RunSettings, Scored } from "./protocol.ts";
import { mean } from "./statistics.ts";
import type { Workbench } from "./workbench.ts";
import { write } from "./write.ts";

/** Acceptance of each of our models that is smaller than the target, along what the target writes to the
 *  prompts: perplexity beside acceptance, without a clock. Of the settings, draft and gamma are not used. */
export async function scoreSmaller(
  workbench: Workbench,
  settings: RunSettings,
  signal: AbortSignal,
): Promise<Scored[]> {
  const sources = await workbench.smaller(settings.target);
  const { chosen, target, drafts } = await workbench.prepare(settings, () => {}, signal, sources);
  const task = taskOf(settings, target.model);
  const texts: { readonly whole: readonly number[]; readonly from: number }[] = [];
  for (const [i, prompt] of task.prompts.entries()) {
    const request = requestOf(task, i, 0, signal);
    const { tokens } = await write(chosen.engine, target.session, null, request);
    texts.push({ whole: [...prompt, ...tokens], from: prompt.length });
  }
  const family = await workbench.family();
  const scored: Scored[] = [];
  for (const { model, session } of drafts) {
    const entry = family.find(({ id }) => id === model.id);
    if (entry === undefined) continue;
    const overlaps: number[] = [];
    for (const { whole, from } of texts) {
      const score = await scoreText(target.session, session, whole, from, task.sampling);
      overlaps.push(...score.overlap);
    }
    scored.push({ ...publicEntry(entry), alpha: mean(overlaps) });
  }
  return scored;
}
