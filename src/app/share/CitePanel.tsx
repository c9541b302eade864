import { shareLink } from "../../scenario/share.ts";
import { Code } from "./Code.tsx";
import { bibtex, citation } from "./cite.ts";
import type { PanelProps } from "./panel.ts";
import { texts } from "./texts.ts";

/** What to write into a paper. */
export function CitePanel({ scenario, base }: PanelProps) {
  const link = shareLink(base, scenario);
  const day = new Date().toISOString().slice(0, 10);
  return (
    <div className="share-cite">
      <Code title={texts.citation} text={citation(link, scenario, day)} />
      <Code title={texts.bibtex} text={bibtex(link, scenario, day)} />
    </div>
  );
}
