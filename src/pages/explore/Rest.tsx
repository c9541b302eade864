import { type Live, useMoving } from "../../charts/live.ts";
import type { Answer } from "../../curves/answer.ts";
import { useVisible } from "../../scenario/use.ts";
import { useTitle } from "../shared/title.ts";
import { AcceptanceChart } from "./AcceptanceChart.tsx";
import { Equations } from "./Equations.tsx";
import { LookaheadChart } from "./LookaheadChart.tsx";
import { MapChart } from "./MapChart.tsx";
import { OptimumChart } from "./OptimumChart.tsx";
import { descriptionOf, titleOf } from "./title.ts";
import type { Answered } from "./useAnswer.ts";

interface Props {
  readonly first: Live<Answered>;
  readonly whole: Live<Answered<Answer>>;
}

/** What stands below the main chart: the chain of equations and the linked charts. */
export default function Rest({ first, whole }: Props) {
  const visible = useVisible();
  return (
    <div className="explore-rest">
      <PageTitle of={first} />
      {visible("equation") && <Equations of={first} />}
      <div className="chart-grid-2">
        {visible("optimum") && <OptimumChart of={whole} />}
        {visible("lookahead") && <LookaheadChart of={first} />}
        {visible("acceptance") && <AcceptanceChart of={first} />}
        {visible("map") && <MapChart of={whole} />}
      </div>
    </div>
  );
}

/** What the link shows, in the window's title. */
function PageTitle({ of }: { of: Live<Answered> }) {
  const shown = useMoving(of);
  useTitle(titleOf(shown), descriptionOf(shown));
  return null;
}
