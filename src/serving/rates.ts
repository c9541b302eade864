import { clampAcceptance } from "../sdsl/acceptance.ts";
import { type DrawnRates, drawRates } from "../sdsl/serving/band.ts";
import {
  extendRates,
  fallingRates,
  positionDecline,
  ratesOfMeasured,
} from "../sdsl/serving/positions.ts";
import type { PredictedAcceptance } from "./acceptance.ts";

/** Of a plan's request: whether acceptance was measured somewhere. */
interface Request {
  readonly measured?: object | undefined;
}

type ByPosition = readonly number[] | undefined;

/** Acceptance by position: as measured and falling on; the plane's α for the first token, falling; or, where
 *  α was measured somewhere, the rates that it stands for. */
export function ratesFor(
  { measured }: Request,
  alpha: number,
  byPosition?: ByPosition,
  decline?: number,
): readonly number[] {
  if (byPosition !== undefined && byPosition.length > 0) return extendRates(byPosition, decline);
  return measured === undefined ? fallingRates(alpha, decline) : ratesOfMeasured(alpha, decline);
}

/** Half of a 95% interval, in standard deviations. */
const halfInterval = 1.96;
/** No published pair falls faster. */
const steepest = 0.3;

/** The same drawn: α over its band, and how fast it falls. */
export function drawnFor(
  request: Request,
  { alpha, low, high }: PredictedAcceptance,
  byPosition?: ByPosition,
): DrawnRates {
  return drawRates((acceptance, decline) => {
    const width = (acceptance < 0 ? alpha - low : high - alpha) / halfInterval;
    const falls = positionDecline.value * Math.exp(positionDecline.spread * decline);
    return ratesFor(
      request,
      clampAcceptance(alpha + acceptance * width),
      byPosition,
      Math.min(steepest, falls),
    );
  });
}
