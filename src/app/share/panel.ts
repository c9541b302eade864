import type { Hideable, Scenario } from "../../scenario/scenario.ts";

export interface PanelProps {
  /** What is shared: what is set, less what is left out here. */
  readonly scenario: Scenario;
  /** The app's address without a query. */
  readonly base: string;
}

export interface HidingProps extends PanelProps {
  readonly onHide: (hide: readonly Hideable[]) => void;
}
