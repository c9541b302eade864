import { Notice } from "../../../ui/Notice.tsx";
import { texts } from "../texts.ts";
import type { LivePair } from "../use-pair.ts";

/** What stands in a live picture while its models are not there. */
export function Waiting({
  family,
  failure,
}: {
  family: LivePair["family"];
  failure?: string | null;
}) {
  const message = failure ?? (family.state === "failed" ? family.message : null);
  return (
    <div className="live-waiting">
      <Notice messages={message ? [{ id: "live", text: message, kind: "warn" }] : []} />
      {!message && <p aria-live="polite">{texts.loading}</p>}
      {family.state === "failed" && (
        <button type="button" className="button" onClick={family.retry}>
          {texts.again}
        </button>
      )}
    </div>
  );
}
