import { useScenario } from "../scenario/use.ts";
import { Notice } from "../ui/Notice.tsx";

/** What in the link could not be taken as it was given. */
export function Notices() {
  const notices = useScenario((state) => state.notices);
  const dismiss = useScenario((state) => state.dismissNotices);
  return (
    <div className="page-notices">
      <Notice
        messages={notices.map(({ text }) => ({ id: text, text, kind: "warn" }))}
        onDismiss={dismiss}
      />
    </div>
  );
}
