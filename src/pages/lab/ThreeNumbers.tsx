import { formatFixed, formatNumber, formatTimes } from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import type { LabState } from "../shared/lab-state.ts";
import {
  gapWords,
  lawWords,
  losslessWords,
  measuredWords,
  stopWords,
  verdictWords,
} from "../shared/lab-words.ts";
import { readouts, three, triedWords } from "./texts.tsx";

/** Predicted by the law, predicted by the device's timings, measured: side by side, never one. */
export function ThreeNumbers({ lab, nameOf }: { lab: LabState; nameOf: (id: string) => string }) {
  const { prediction, result } = lab;
  const lossless = result && losslessWords(result);
  const tried = triedWords(lab.models?.tried ?? [], nameOf);
  return (
    <section className="three" aria-label={three.name}>
      <div className="three-numbers">
        <div className="three-one">
          <p className="three-name">{three.law}</p>
          {prediction ? (
            <Readout
              quantity="speedup_predicted_sdsl"
              value={prediction.sdsl}
              text={formatTimes(prediction.sdsl)}
              band={three.lawFrom(prediction)}
            />
          ) : (
            <Waiting what={three.lawWaits} />
          )}
        </div>
        <div className="three-one">
          <p className="three-name">{three.timings}</p>
          {prediction ? (
            <Readout
              quantity="speedup_predicted_calibrated"
              value={prediction.calibrated}
              text={formatTimes(prediction.calibrated)}
              band={
                result
                  ? three.timingsBeside(prediction, result.predictedBefore)
                  : three.timingsBefore(prediction)
              }
            />
          ) : (
            <Waiting what={three.timingsWait} />
          )}
        </div>
        <div className="three-one three-measured">
          <p className="three-name">{three.measured}</p>
          {result ? (
            <Readout
              quantity="speedup_measured"
              value={result.speedup.median}
              low={result.interval?.low}
              high={result.interval?.high}
              text={formatTimes(result.speedup.median)}
              band={measuredWords(result)}
            />
          ) : (
            <Waiting what={three.measuredWaits} />
          )}
        </div>
      </div>
      {tried && <p className="three-why">{tried}</p>}
      {result && (
        <>
          {lossless && <p className={result.lossless ? "three-why" : "three-flaw"}>{lossless}</p>}
          <p className="three-verdict">
            {verdictWords(result, nameOf(result.draft), lab.stored ? three.elsewhere : undefined)}
          </p>
          <p className="three-why">{stopWords(result)}</p>
          <p className="three-why">
            {gapWords(result)} {lawWords(result)}
          </p>
          <div className="readouts-more lab-readouts">
            <Readout
              quantity="alpha_measured"
              value={result.alpha}
              text={formatFixed(result.alpha, 3)}
              label={readouts.alpha}
              color="alpha"
            />
            <Readout
              quantity="tokens_per_iteration_measured"
              value={result.tokensPerIteration}
              text={formatFixed(result.tokensPerIteration, 2)}
              label={readouts.tokens}
              color="gamma"
            />
            <Readout
              quantity="tokens_per_second_ar"
              value={result.tokensPerSecondAutoregressive.median}
              text={formatNumber(result.tokensPerSecondAutoregressive.median)}
              label={readouts.alone}
              color="target"
            />
            <Readout
              quantity="tokens_per_second_sd"
              value={result.tokensPerSecondSpeculative.median}
              text={formatNumber(result.tokensPerSecondSpeculative.median)}
              label={readouts.speculative}
              color="draft"
            />
            <Readout
              quantity="lossless"
              value={result.lossless}
              text={readouts.lossless(result)}
              label={result.temperature === 0 ? readouts.same : readouts.replayed}
            />
            <Readout
              quantity="backend"
              value={result.backend}
              text={result.backend}
              label={readouts.backend}
            />
          </div>
        </>
      )}
    </section>
  );
}

/** Where a number will stand: what it will be. */
function Waiting({ what }: { what: string }) {
  return (
    <div className="three-waiting">
      <p aria-hidden="true">–</p>
      <p className="control-hint">{what}</p>
    </div>
  );
}
