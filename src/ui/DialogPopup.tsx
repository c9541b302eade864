import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactNode } from "react";
import "./ui.css";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** Room for two columns. */
  wide?: boolean;
  children: ReactNode;
};

/** The dialog itself; use `Dialog`. */
export default function DialogPopup(props: DialogProps) {
  const { open, onOpenChange, title, description, wide, children } = props;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="dialog-backdrop" />
        <Base.Popup className={wide ? "dialog dialog-wide" : "dialog"}>
          <Base.Title className="dialog-title">{title}</Base.Title>
          {description && (
            <Base.Description className="dialog-description">{description}</Base.Description>
          )}
          <div className="dialog-body">{children}</div>
          <Base.Close className="button dialog-close">Close</Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
