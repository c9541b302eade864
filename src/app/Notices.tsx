import { hideable } from "../scenario/scenario.ts";
import { useScenario, useVisible } from "../scenario/use.ts";
import { Notice } from "../ui/Notice.tsx";
import { takeUpdate, useOffline } from "./offline.ts";
import { hidden, update } from "./texts.tsx";

/** Whether the link leaves out every part of its page. */
function useEverythingHidden(): boolean {
  const view = useScenario((state) => state.scenario.view);
  const visible = useVisible();
  return !hideable[view].some((name) => visible(name));
}

/** What in the link could not be taken as it was given, and that a newer build is here. */
export function Notices() {
  const everythingHidden = useEverythingHidden();
  const change = useScenario((state) => state.change);
  const notices = useScenario((state) => state.notices);
  const dismiss = useScenario((state) => state.dismissNotice);
  const waiting = useOffline((state) => state.waiting);
  return (
    <div className="page-notices">
      <Notice
        messages={notices.map(({ text }) => ({ id: text, text, kind: "warn" }))}
        onDismiss={dismiss}
      />
      <Notice
        messages={
          everythingHidden
            ? [
                {
                  id: "hidden",
                  text: hidden.everything,
                  action: { label: hidden.show, act: () => change({ hide: [] }) },
                },
              ]
            : []
        }
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
