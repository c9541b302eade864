import { formatFixed, formatNumber, formatTimes } from "../../ui/format.ts";
import { Readout } from "../../ui/Readout.tsx";
import type { LabState } from "../shared/lab-state.ts";
import { gapWords, lawWords, spread, verdictWords } from "../shared/lab-words.ts";

/** Predicted by the law, predicted by the device's timings, measured: side by side, never one. */
export function ThreeNumbers({ lab }: { lab: LabState }) {
  const { prediction, result } = lab;
  return (
    <section className="three" aria-label="Predicted and measured">
      <div className="three-numbers">
        <div className="three-one">
          <p className="three-name">The law predicts</p>
          {prediction ? (
            <Readout
              quantity="speedup_predicted_sdsl"
              value={prediction.sdsl}
              text={formatTimes(prediction.sdsl)}
              band={`c = N/M = ${formatNumber(prediction.c, 2)}, α ${formatFixed(prediction.alpha, 3)}`}
            />
          ) : (
            <Waiting what="FLOPs and acceptance alone: (1 − α^(γ+1)) / (1 − α) / (γ N/M + 1)." />
          )}
        </div>
        <div className="three-one">
          <p className="three-name">This device's timings predict</p>
          {prediction ? (
            <Readout
              quantity="speedup_predicted_calibrated"
              value={prediction.calibrated}
              text={formatTimes(prediction.calibrated)}
              band={`with γ = ${prediction.gamma}, before the run`}
            />
          ) : (
            <Waiting what="The same tokens, with the times of the passes on this device." />
          )}
        </div>
        <div className="three-one three-measured">
          <p className="three-name">Measured</p>
          {result ? (
            <Readout
              quantity="speedup_measured"
              value={result.speedup.median}
              low={result.speedup.low}
              high={result.speedup.high}
              text={formatTimes(result.speedup.median)}
              band={`${spread(result.speedup, formatTimes)} over ${result.speedup.samples.length} pairs of runs`}
            />
          ) : (
            <Waiting what="Time a token of the target alone over time a token of the pair." />
          )}
        </div>
      </div>
      {result && (
        <>
          <p className="three-verdict">{verdictWords(result)}</p>
          <p className="three-why">
            {gapWords(result)} {lawWords(result)}
          </p>
          <div className="readouts-more lab-readouts">
            <Readout
              quantity="alpha_measured"
              value={result.alpha}
              text={formatFixed(result.alpha, 3)}
              label="Acceptance α"
              color="alpha"
            />
            <Readout
              quantity="tokens_per_iteration_measured"
              value={result.tokensPerIteration}
              text={formatFixed(result.tokensPerIteration, 2)}
              label="Tokens an iteration"
              color="gamma"
            />
            <Readout
              quantity="tokens_per_second_ar"
              value={result.tokensPerSecondAutoregressive.median}
              text={formatNumber(result.tokensPerSecondAutoregressive.median)}
              label="Tokens/s, target alone"
              color="target"
            />
            <Readout
              quantity="tokens_per_second_sd"
              value={result.tokensPerSecondSpeculative.median}
              text={formatNumber(result.tokensPerSecondSpeculative.median)}
              label="Tokens/s, speculative"
              color="draft"
            />
            <Readout
              quantity="lossless"
              value={result.lossless}
              text={result.lossless ? "yes" : "no"}
              label={
                result.temperature === 0 ? "Same text, every token" : "Every decision replayed"
              }
            />
            <Readout
              quantity="backend"
              value={result.backend}
              text={result.backend}
              label="Engine"
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
