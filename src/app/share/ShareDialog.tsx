import { useEffect, useState } from "react";
import { appBase } from "../../pages/shared/link.ts";
import { useScenario } from "../../scenario/use.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { CitePanel } from "./CitePanel.tsx";
import { EmbedPanel } from "./EmbedPanel.tsx";
import { FilesPanel } from "./FilesPanel.tsx";
import { LinkPanel } from "./LinkPanel.tsx";
import "./share.css";
import { tabNames, texts } from "./texts.ts";

type Tab = keyof typeof tabNames;
const tabs = Object.keys(tabNames) as readonly Tab[];

interface Props {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** One dialog for everything that can be handed on: link, embed, files, citation. What is left out here is left
 *  out of what is shared; the page stays as it is. */
export default function ShareDialog({ open, onOpenChange }: Props) {
  const set = useScenario((state) => state.scenario);
  const [tab, setTab] = useState<Tab>("link");
  const [hide, setHide] = useState(set.hide);
  useEffect(() => {
    if (open) setHide(set.hide);
  }, [open, set.hide]);
  const panel = { scenario: { ...set, run: false, hide }, base: appBase(), onHide: setHide };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={texts.title} wide>
      <Segmented
        id="share-tab"
        label={texts.tabs}
        bare
        value={tab}
        options={tabs.map((value) => ({ value, label: tabNames[value] }))}
        onChange={setTab}
      />
      <div className="share-panel">
        {tab === "link" && <LinkPanel {...panel} />}
        {tab === "embed" && <EmbedPanel {...panel} />}
        {tab === "files" && <FilesPanel {...panel} onClose={() => onOpenChange(false)} />}
        {tab === "cite" && <CitePanel {...panel} />}
      </div>
    </Dialog>
  );
}
