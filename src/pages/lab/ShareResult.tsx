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
import { sharing } from "./file-texts.ts";

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
        {sharing.share}
      </button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={sharing.share}
        description={sharing.description}
      >
        <div className="share-result">
          <label className="control-label" htmlFor="share-device">
            {sharing.name}
          </label>
          <input
            id="share-device"
            className="field"
            maxLength={60}
            value={device}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <QrFigure text={link} label={sharing.qr} enlarge={sharing.enlarge} />
          <div className="lab-exports">
            <CopyButton text={link} label={sharing.copy} done={sharing.copied} />
            <button
              type="button"
              className="button"
              onClick={() => {
                change({ view: "board", run: false, result: [result] });
                scrollTo(0, 0);
              }}
            >
              {sharing.put}
            </button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
