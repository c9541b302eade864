import { describe, expect, it } from "vitest";
import { parseUrl } from "../../scenario/url.ts";
import { methodPlans } from "../../serving/methods/plan.ts";
import { rankOf } from "../../serving/methods/rank.ts";
import { settingOf } from "./setting.ts";

const plansFor = (search: string) => {
  const { plan, methods: asked } = settingOf(parseUrl(search).scenario).request;
  return asked === undefined ? [] : methodPlans(plan, asked);
};

describe("plans of methods", () => {
  it("are ranked, with bands that hold the figure, never past what was measured", () => {
    for (const search of [
      "?model=llama-3.1-8b&hw=rtx4090",
      "?model=qwen3-8b&hw=h100&task=code",
      "?model=deepseek-v3&hw=h200&batch=16",
      "?model=custom&M=70B",
      "?model=qwen3-32b&hw=h100&batch=64&gamma=64",
    ]) {
      const plans = plansFor(search);
      expect(plans.length).toBeGreaterThan(1);
      for (const [i, plan] of plans.entries()) {
        const before = plans[i - 1];
        expect(rankOf(plan)).toBeLessThanOrEqual(
          before ? rankOf(before) : Number.POSITIVE_INFINITY,
        );
        expect(plan.low).toBeLessThanOrEqual(plan.speedup);
        expect(plan.high).toBeGreaterThanOrEqual(plan.speedup);
        expect(plan.gamma).toBeLessThanOrEqual(16);
      }
    }
  });

  it("gain less at a large batch", () => {
    const at = (batch: number) =>
      plansFor(`?model=qwen3-8b&hw=h100&batch=${batch}`).find(({ method }) => method === "eagle3")!;
    expect(at(512).speedup).toBeLessThan(at(1).speedup);
  });
});
