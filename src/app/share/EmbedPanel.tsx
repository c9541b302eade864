import { useEffect, useRef, useState } from "react";
import { embedCharts, type Scenario } from "../../scenario/scenario.ts";
import { shareLink } from "../../scenario/share.ts";
import { embedParts } from "../../scenario/visible.ts";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { heightMessage } from "../embed.ts";
import { Code } from "./Code.tsx";
import { frameCode, hostCode } from "./embed-code.ts";
import { Parts, partsOf } from "./Parts.tsx";
import type { HidingProps } from "./panel.ts";
import { chartNames, frameNames, texts } from "./texts.ts";

/** A frame for other pages: one chart and its sliders, with a live preview. */
export function EmbedPanel({ scenario, base, onHide }: HidingProps) {
  const [chart, setChart] = useState(scenario.chart);
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      if (data?.type === heightMessage && data.height > 0) setHeight(Math.ceil(data.height));
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, []);

  const explore = scenario.view === "explore";
  const parts = partsOf(scenario.view).filter(
    ({ name }) => !explore || (name !== chart && embedParts[chart].includes(name)),
  );
  // of what the whole page hides, an embed has only some
  const hide = scenario.hide.filter((name) => parts.some((part) => part.name === name));
  const embedded: Scenario = { ...scenario, hide, embed: true, chart: explore ? chart : "main" };
  const link = shareLink(base, embedded);
  const title = explore ? frameNames[chart] : "SDSL Explorer";
  return (
    <div className="share-embed">
      <div className="share-columns share-columns-even">
        {explore && (
          <Segmented
            id="share-chart"
            label={texts.chart}
            value={chart}
            options={embedCharts.map((value) => ({ value, label: chartNames[value] }))}
            onChange={setChart}
          />
        )}
        <Parts parts={parts} hide={scenario.hide} onHide={onHide} />
      </div>
      <Code title={texts.frame} text={frameCode(link, title, height)} hint={texts.frameHint} />
      <Disclosure summary={texts.host}>
        <Code title={texts.host} text={hostCode(location.origin)} hint={texts.hostHint} />
      </Disclosure>
      <iframe
        ref={frame}
        className="share-preview"
        title={texts.preview}
        src={link}
        height={height}
      />
    </div>
  );
}
