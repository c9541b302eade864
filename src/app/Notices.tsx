import { useScenario } from "../scenario/use.ts";
import { Notice } from "../ui/Notice.tsx";
import { takeUpdate, useOffline } from "./offline.ts";
import { update } from "./texts.tsx";

/** What in the link could not be taken as it was given, and that a newer build is here. */
export function Notices() {
  const notices = useScenario((state) => state.notices);
  const dismiss = useScenario((state) => state.dismissNotices);
  const waiting = useOffline((state) => state.waiting);
  return (
    <div className="page-notices">
      <Notice
        messages={notices.map(({ text }) => ({ id: text, text, kind: "warn" }))}
        onDismiss={dismiss}
      />
      <Notice
        messages={
          waiting
            ? [
                {
                  id: "update",
                  text: update.text,
                  action: { label: update.load, act: () => takeUpdate(waiting) },
                },
              ]
            : []
        }
        onDismiss={() => useOffline.setState({ waiting: null })}
      />
    </div>
  );
}
