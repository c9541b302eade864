import { Dots } from "../../../charts/Dot.tsx";
import { Label } from "../../../charts/Label.tsx";
import { Line } from "../../../charts/Line.tsx";
import { Rules } from "../../../charts/Rule.tsx";
import { rooflineOf } from "../../../curves/resolve.ts";
import { modelOf } from "../../../scenario/scenario.ts";
import { passLines, passSeconds, ridgeTokens, typicalWork } from "../../../sdsl/roofline.ts";
import { formatNumber, formatPercent, formatTime } from "../../../ui/format.ts";
import { HardwareSelect, TargetSlider } from "../controls.tsx";
import { useScene } from "../scene-context.ts";
import { texts } from "../texts.ts";
import { truths } from "../truths.ts";
import { bold, Figure } from "./Figure.tsx";

const milliseconds = (seconds: number) => seconds * 1000;
/** Where arithmetic never overtakes memory, the chart still has to end. */
const longest = 1024;

/** Time of one pass over so many tokens: what memory takes, and what arithmetic takes. */
export function Memory() {
  const { scenario, revealed } = useScene();
  const cost = rooflineOf(modelOf(scenario));
  const work = typicalWork(scenario.M, cost.load);
  const { memory, arithmetic } = passLines(work, cost.hardware);
  const ridge = ridgeTokens(work, cost.hardware);
  const last = Math.min(longest, Math.max(8, 1.8 * ridge));
  const one = milliseconds(passSeconds(work, cost.hardware, 1));
  const share = truths.arithmetic_share.of(scenario);
  const xs = [0, last];
  const on = (line: { fixed: number; perToken: number }) =>
    xs.map((k) => milliseconds(line.fixed + k * line.perToken));
  const gigabytes = `${formatNumber(work.bytesFixed / 1e9)} GB`;
  return (
    <Figure
      name="lecture-memory"
      title={texts.memory.title}
      summary={
        revealed
          ? texts.memory.answer(
              gigabytes,
              formatTime(one),
              formatPercent(share, 2),
              formatNumber(ridge, 2),
            )
          : texts.memory.summary(gigabytes, formatTime(one))
      }
      x={{
        kind: "linear",
        domain: [0, last],
        label: texts.memory.x,
        format: (v) => formatNumber(v),
      }}
      y={{
        kind: "linear",
        domain: [0, 2 * one],
        label: texts.memory.y,
        format: (v) => formatNumber(v),
      }}
      describe={(k) => [
        { label: texts.memory.tokens, text: formatNumber(Math.round(k)) },
        {
          label: texts.memory.reading,
          text: formatTime(milliseconds(memory.fixed + k * memory.perToken)),
          color: "var(--target)",
        },
        ...(revealed
          ? [
              {
                label: texts.memory.computing,
                text: formatTime(milliseconds(arithmetic.fixed + k * arithmetic.perToken)),
                color: "var(--alpha)",
              },
            ]
          : []),
      ]}
      table={() => ({
        columns: [
          { key: "k", label: texts.memory.tokens },
          { key: "memory", label: texts.memory.reading, unit: "ms" },
          ...(revealed ? [{ key: "arithmetic", label: texts.memory.computing, unit: "ms" }] : []),
        ],
        rows: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512].map((k) => [
          k,
          milliseconds(memory.fixed + k * memory.perToken),
          ...(revealed ? [milliseconds(arithmetic.fixed + k * arithmetic.perToken)] : []),
        ]),
      })}
      controls={
        <>
          <TargetSlider />
          <HardwareSelect />
        </>
      }
    >
      {(s) => (
        <>
          {revealed && ridge <= last && (
            <Rules
              s={s}
              rules={[
                {
                  x: ridge,
                  label: texts.memory.free(formatNumber(ridge, 2)),
                  color: "var(--gamma)",
                  dashed: true,
                  weight: 3,
                },
              ]}
            />
          )}
          <Line s={s} xs={xs} ys={on(memory)} color="var(--target)" weight={bold} />
          <Label
            x={s.x(last) - 8}
            y={s.y(on(memory)[0] ?? 0) - s.font * 0.6}
            anchor="end"
            color="var(--target)"
          >
            {texts.memory.line(gigabytes)}
          </Label>
          {revealed && (
            <>
              <Line s={s} xs={xs} ys={on(arithmetic)} color="var(--alpha)" weight={bold} />
              <Label
                x={s.x(0.72 * last) + s.font}
                y={s.y(milliseconds(arithmetic.fixed + 0.72 * last * arithmetic.perToken)) + s.font}
                color="var(--alpha)"
              >
                {texts.memory.computing}
              </Label>
              <Dots
                s={s}
                dots={[
                  {
                    x: 1,
                    y: milliseconds(arithmetic.fixed + arithmetic.perToken),
                    color: "var(--alpha)",
                    radius: 9,
                  },
                ]}
              />
              <Label x={s.x(0.14 * last)} y={s.height - s.font * 0.5} color="var(--alpha)">
                {texts.memory.busy(formatPercent(share, 2))}
              </Label>
            </>
          )}
          <Dots s={s} dots={[{ x: 1, y: one, color: "var(--target)", radius: 9 }]} />
        </>
      )}
    </Figure>
  );
}
