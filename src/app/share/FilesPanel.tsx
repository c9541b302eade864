import { useEffect, useState } from "react";
import { card, cardSize } from "../../charts/card.ts";
import { download } from "../../charts/download.ts";
import { toPng } from "../../charts/png.ts";
import { shareLink } from "../../scenario/share.ts";
import type { PanelProps } from "./panel.ts";
import { readoutsOf } from "./readouts.ts";
import { texts } from "./texts.ts";

/** Pictures, numbers and paper. */
export function FilesPanel({ scenario, base, onClose }: PanelProps & { onClose: () => void }) {
  const link = shareLink(base, scenario);
  const [note, setNote] = useState("");
  return (
    <div className="share-files">
      <Post link={link} />
      <section>
        <h3>{texts.numbers}</h3>
        <p className="control-hint">{texts.numbersHint}</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            const settled = document.documentElement.dataset.settled === "true";
            setNote(settled ? "" : texts.numbersBusy);
            if (!settled) return;
            const readouts = JSON.stringify(readoutsOf(document, link), null, 2);
            download(readouts, "sdsl-explorer.json", "application/json");
          }}
        >
          {texts.numbersSave}
        </button>
        <p className="control-hint" role="status">
          {note}
        </p>
      </section>
      <section>
        <h3>{texts.paper}</h3>
        <p className="control-hint">{texts.paperHint}</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            onClose();
            // the dialog gives the page's scrolling back as it leaves
            setTimeout(() => print(), 300);
          }}
        >
          {texts.print}
        </button>
        <p className="control-hint">{texts.charts}</p>
      </section>
    </div>
  );
}

/** The first chart of the page as a picture to post. */
function Post({ link }: { link: string }) {
  const [image, setImage] = useState<Blob | string | null>(null);
  useEffect(() => {
    let wanted = true;
    draw(link).then(
      (drawn) => wanted && setImage(drawn),
      (error: unknown) =>
        wanted && setImage(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      wanted = false;
    };
  }, [link]);
  const source = useObjectUrl(image instanceof Blob ? image : null);
  return (
    <section className="share-post">
      <h3>{texts.image}</h3>
      <p className="control-hint">{typeof image === "string" ? image : texts.imageHint}</p>
      <div className="share-image" style={{ aspectRatio: cardSize.width / cardSize.height }}>
        {source && <img src={source} alt={texts.imageAlt} />}
      </div>
      <button
        type="button"
        className="button"
        disabled={!(image instanceof Blob)}
        onClick={() => image instanceof Blob && download(image, "sdsl-explorer.png")}
      >
        {texts.imageSave}
      </button>
    </section>
  );
}

async function draw(link: string): Promise<Blob> {
  const figure = document.querySelector<HTMLElement>("main [data-chart]");
  if (figure === null) throw new Error(texts.imageNone);
  const text = (selector: string, within: ParentNode) =>
    within.querySelector(selector)?.textContent?.trim();
  const title = text(".chart-title", figure) ?? "";
  const headline =
    text("main [data-headline]", document) ?? text(".chart-summary", figure) ?? title;
  return toPng(await card(figure, title, { headline, name: "SDSL Explorer", link }), 1);
}

function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
