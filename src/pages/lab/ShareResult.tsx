import { useState } from "react";
import type { DeviceCard, RunResult } from "../../measure/protocol.ts";
import { deviceName } from "../../scenario/result.ts";
import { defaultScenario } from "../../scenario/scenario.ts";
import { useScenario } from "../../scenario/use.ts";
import { CopyButton } from "../../ui/CopyButton.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { QrFigure } from "../../ui/QrFigure.tsx";
import { linkTo } from "../shared/link.ts";
import { resultOfRun, usualDeviceName } from "../shared/result.ts";

/** Hands a run on to a class board, as a link and as a QR code of it. */
export function ShareResult({ run, card }: { run: RunResult; card: DeviceCard | null }) {
  const change = useScenario((state) => state.change);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const device = name ?? usualDeviceName(card?.adapter ?? null);
  const result = resultOfRun(run, deviceName(device));
  if (result === null) return null;
  const link = linkTo({ ...defaultScenario, view: "board", result: [result] });
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        Share this result
      </button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Share this result"
        description="For a class board: somebody scans the code or opens the link. It holds the numbers of this run and the name below, and nothing else."
      >
        <div className="share-result">
          <label className="control-label" htmlFor="share-device">
            Name on the board
          </label>
          <input
            id="share-device"
            className="field"
            maxLength={60}
            value={device}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <QrFigure text={link} label="QR code of this result" enlarge="Fill the screen" />
          <div className="lab-exports">
            <CopyButton text={link} label="Copy the link" done="Link copied" />
            <button
              type="button"
              className="button"
              onClick={() => {
                change({ view: "board", run: false, result: [result] });
                scrollTo(0, 0);
              }}
            >
              Put it on the board of this device
            </button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
