import { useState } from "react";
import { download } from "../../charts/download.ts";
import { shareLink } from "../../scenario/share.ts";
import { formatShortUrl, formatUrl } from "../../scenario/url.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { QrFigure } from "../../ui/QrFigure.tsx";
import { qrOf, qrSvg } from "../../ui/qr.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { Parts, partsOf } from "./Parts.tsx";
import type { HidingProps } from "./panel.ts";
import { texts } from "./texts.ts";

/** The link and its QR code. */
export function LinkPanel({ scenario, base, onHide }: HidingProps) {
  const readable = base + formatUrl(scenario);
  const packed = base + formatShortUrl(scenario);
  const [form, setForm] = useState<"readable" | "short" | null>(null);
  const chosen = form === null ? shareLink(base, scenario) : form === "short" ? packed : readable;
  return (
    <div className="share-link">
      <div className="share-columns">
        <div className="share-main">
          <div className="share-row">
            <input
              className="field"
              readOnly
              aria-label={texts.link}
              value={chosen}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton text={chosen} label={texts.copyLink} done={texts.copied} />
          </div>
          <p className="control-hint">{texts.characters(chosen.length)}</p>
          {packed.length < readable.length && (
            <Segmented
              id="share-form"
              label={texts.form}
              bare
              value={chosen === packed ? "short" : "readable"}
              options={[
                { value: "readable", label: texts.readable },
                { value: "short", label: texts.short },
              ]}
              onChange={setForm}
            />
          )}
        </div>
        <QrFigure text={chosen} label={texts.qr} enlarge={texts.qrLarge}>
          <button
            type="button"
            className="button"
            onClick={async () =>
              download(qrSvg(await qrOf(chosen)), "sdsl-explorer-qr.svg", "image/svg+xml")
            }
          >
            {texts.qrSave}
          </button>
        </QrFigure>
      </div>
      <Parts parts={partsOf(scenario.view)} hide={scenario.hide} onHide={onHide} />
    </div>
  );
}
