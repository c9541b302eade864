import type { Measurement, Parsed } from "../../serving/measurements/measurement.ts";
import { formatFixed, formatNumber } from "../../ui/format.ts";
import { texts } from "./texts.ts";
import { formatAlpha } from "./words.ts";

const say = texts.measure;

/** What was taken, for machines: only what the text holds. */
export function Taken({ parsed: { measurement, bench } }: { readonly parsed: Parsed }) {
  const values: readonly (readonly [string, string | number | undefined])[] = [
    ["measured_gamma", measurement?.gammaAssumed ? undefined : measurement?.gamma],
    ["measured_tokens_per_iteration", measurement?.tokensPerIteration],
    ["measured_alpha", measurement?.alpha],
    ["measured_positions", measurement?.byPosition?.join(" ")],
    ["measured_iteration_ms", measurement?.iterationSeconds && measurement.iterationSeconds * 1e3],
    [
      "measured_verify_ms",
      bench?.verification
        .map(({ k, seconds }) => `${k}:${Number((seconds * 1e3).toPrecision(6))}`)
        .join(" "),
    ],
  ];
  return values.map(
    ([quantity, value]) =>
      value !== undefined && (
        <output key={quantity} hidden data-quantity={quantity} data-value={value} />
      ),
  );
}

/** What a log says, in our terms. */
export function MeasureNumbers({
  measurement,
  overhead,
}: {
  measurement: Measurement;
  overhead: number | undefined;
}) {
  const { alpha, gamma, byPosition, iterationSeconds, batch } = measurement;
  const rows: readonly (readonly [string, string])[] = [
    [say.alpha, formatAlpha(alpha)],
    [say.gamma, `${formatNumber(gamma)}${measurement.gammaAssumed ? ` (${say.assumed})` : ""}`],
    [say.tokens, formatFixed(measurement.tokensPerIteration, 2)],
    [say.ratio, `${formatFixed(measurement.acceptedOfDrafted, 3)} (${say.ratioHint})`],
    ...(byPosition === undefined
      ? []
      : [[say.positions, byPosition.map((rate) => formatFixed(rate, 2)).join(", ")] as const]),
    ...(iterationSeconds === undefined
      ? []
      : [[say.iteration, `${formatNumber(iterationSeconds * 1e3)} ms`] as const]),
    ...(overhead === undefined
      ? []
      : [[say.overhead, `${formatNumber(overhead * 1e3)} ms`] as const]),
    ...(batch === undefined ? [] : [[say.batch, String(batch)] as const]),
  ];
  return (
    <>
      <dl className="measure-numbers">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="control-hint">
        {texts.definitions[measurement.definition]} {overhead !== undefined && say.overheadHint}
      </p>
    </>
  );
}
