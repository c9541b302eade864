import type { Configuration } from "../../serving/config/config.ts";
import type { Planned } from "./usePlan.ts";

/** The whole answer for programs: what was set and asked, the ranking with its numbers, the commands. Times are
 *  in seconds, sizes in bytes, batches in sequences. */
export function answerJson(
  { answer, setting, scenario }: Planned,
  configurations: readonly Configuration[],
  link: string,
): string {
  const { plan } = answer;
  const { tensorParallel, targetName, request } = setting;
  return JSON.stringify(
    {
      form: "sdsl-plan/1",
      link,
      asked: {
        target: request.plan.target.id,
        targetName,
        engine: scenario.engine,
        device: scenario.hw,
        devices: tensorParallel,
        load: request.plan.load,
        task: scenario.task,
        temperature: scenario.temperature,
        gamma: request.plan.gamma,
        measured: request.plan.measured ?? null,
        measuredWith: request.plan.measuredWith ?? null,
      },
      best: plan.best?.draft.id ?? null,
      baselineSeconds: plan.baselineSeconds,
      breakEven: plan.breakEven,
      memory: plan.memory,
      drafts: plan.ranked.map(({ draft, acceptance, rates, measured, point, low, high, c }) => ({
        draft: draft.id,
        parameters: draft.architecture.parameters,
        gamma: point.gamma,
        speedup: { value: point.speedup, low, high },
        acceptance: {
          value: acceptance.alpha,
          low: acceptance.low,
          high: acceptance.high,
          measured,
        },
        rates,
        tokensPerIteration: point.tokens,
        costOfDraftStep: c,
      })),
      configurations: configurations.map(({ engine, checkedAt, command, problems }) => ({
        engine,
        checkedAt,
        command,
        problems,
      })),
    },
    null,
    2,
  );
}
