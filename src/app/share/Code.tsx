import { CopyButton } from "../../ui/CopyButton.tsx";
import { texts } from "./texts.ts";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly hint?: string;
}

/** Text to take along, with a button that copies it. */
export function Code({ title, text, hint }: Props) {
  return (
    <section className="share-code" aria-label={title}>
      <div className="share-code-head">
        <h3>{title}</h3>
        <CopyButton text={text} label={texts.copyLink} done={texts.copied} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0}>{text}</pre>
      {hint && <p className="control-hint">{hint}</p>}
    </section>
  );
}
