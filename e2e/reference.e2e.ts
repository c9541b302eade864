import reference from "../src/sdsl/reference.json" with { type: "json" };
import { expect, open, readouts, relative, test } from "./support.ts";

/** The 40-digit reference through the app's own links: N* to 1e-4, what hangs on it to 1e-3 of that
 *  slack, everything else to 1e-8. */
const quantities = [
  "draft_perplexity",
  "target_perplexity",
  "alpha",
  "gamma_opt",
  "gamma_int",
  "tokens_per_iteration",
  "speedup",
  "speedup_int",
] as const;

for (const row of reference.rows) {
  const { M, D, Dt, law, N, alpha_set: alpha } = row;
  const link = `?M=${M}&N=${N}&D=${D}&Dt=${Dt}&law=${law}&alpha=${alpha}`;
  test(`agrees with the reference at ${link}`, async ({ page }) => {
    await open(page, link);
    const shown = await readouts(page);
    expect(relative(shown.N_opt ?? Number.NaN, row.N_opt), "N_opt").toBeLessThan(1e-4);
    for (const quantity of quantities)
      expect(relative(shown[quantity] ?? Number.NaN, row[quantity]), quantity).toBeLessThan(
        N === "auto" ? 1e-6 : 1e-8,
      );
  });
}
