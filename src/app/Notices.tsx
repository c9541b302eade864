import { useScenario } from "../scenario/use.ts";
import { Notice } from "../ui/Notice.tsx";
import { takeUpdate, useOffline } from "./offline.ts";

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
                  text: "A newer version of this app is here. Loading it keeps your settings; results of the lab are lost.",
                  action: { label: "Load it", act: () => takeUpdate(waiting) },
                },
              ]
            : []
        }
        onDismiss={() => useOffline.setState({ waiting: null })}
      />
    </div>
  );
}
