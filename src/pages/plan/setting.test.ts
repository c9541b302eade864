import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scenarios } from "../../scenario/fixtures/scenarios.ts";
import { parseUrl } from "../../scenario/url.ts";
import { computePlan } from "../../serving/compute.ts";
import { releasedModels } from "../../serving/models/registry.ts";
import { settingOf } from "./setting.ts";

const settingFor = (search: string) => settingOf(parseUrl(search).scenario);

describe("a setting", () => {
  it("takes as few devices as hold weights and cache", () => {
    expect(settingFor("?model=llama-3.3-70b&hw=a100").tensorParallel).toBe(2);
    expect(settingFor("?model=llama-3.3-70b&hw=h200").tensorParallel).toBe(2);
    expect(settingFor("?model=llama-3.3-70b&hw=b200").tensorParallel).toBe(1);
    expect(settingFor("?model=llama-3.1-405b&hw=h100").tensorParallel).toBe(16);
    expect(settingFor("?model=llama-3.3-70b&tp=8").tensorParallel).toBe(8);
  });

  it("offers sizes to train where the target is a size", () => {
    const { request, released } = settingFor("?model=custom&M=70B");
    expect(released).toBeNull();
    expect(request.plan.drafts.length).toBeGreaterThan(3);
    for (const { trained } of request.plan.drafts) expect(trained.parameters).toBeLessThan(35e9);
  });

  it("says which model or draft it does not know", () => {
    expect(settingFor("?model=gpt-9").notices.join()).toContain("gpt-9");
    expect(settingFor("?with=opt-125m").notices.join()).toContain("opt-125m");
    expect(settingFor("?with=llama-3.2-1b").notices).toEqual([]);
  });

  it("takes acceptance by position for a measurement even without α", () => {
    expect(settingFor("?positions=0.8,0.7,0.6").request.plan.measured?.alpha).toBeCloseTo(0.741, 3);
  });
});

it("any scenario at all has a plan, with finite numbers", () => {
  const models = fc.constantFrom("custom", ...releasedModels.map(({ id }) => id));
  fc.assert(
    fc.property(scenarios, models, (scenario, model) => {
      const { request } = settingOf({ ...scenario, model });
      const { plan, map, training } = computePlan(request);
      for (const { point, low, high } of plan.ranked)
        for (const value of [point.speedup, low, high])
          expect(value > 0 && Number.isFinite(value)).toBe(true);
      for (const value of map?.values ?? []) expect(Number.isFinite(value)).toBe(true);
      expect(Number.isFinite(training.optimum.N)).toBe(true);
    }),
    { numRuns: 30 },
  );
});
