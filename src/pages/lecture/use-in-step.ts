import { useCallback, useEffect, useRef } from "react";
import type { Scenario } from "../../scenario/scenario.ts";
import { formatUrl, parseUrl } from "../../scenario/url.ts";
import { useScenario, useScenarioStore } from "../../scenario/use.ts";
import { type Channel, openChannel } from "./channel.ts";
import { set, useLecture } from "./lecture-store.ts";

/** What each window keeps for itself. */
const ownKeys = [
  "presenter",
  "theme",
  "embed",
  "hide",
  "view",
] as const satisfies readonly (keyof Scenario)[];

/** Long enough for a window in the background, and short enough for the press to count as the person's own. */
const patience = 200; // ms

const shared = (scenario: Scenario): string =>
  formatUrl({ ...scenario, presenter: false, theme: "auto", embed: false, hide: [] });

/** Keeps this window and its counterpart at the same place, with the same settings. Gives what asks whether the
 *  counterpart is open: a window opened before a reload is out of reach by its name. */
export function useInStep(): () => Promise<boolean> {
  const store = useScenarioStore();
  const presenter = useScenario((state) => state.scenario.presenter);
  const channel = useRef<Channel | null>(null);
  /** What was heard or said last: it is not said again. */
  const last = useRef("");

  useEffect(() => {
    let listening = false;
    const tell = (again: boolean) => {
      if (listening) return;
      const word = {
        search: shared(store.getState().scenario),
        black: useLecture.getState().black,
      };
      const text = JSON.stringify(word);
      if (text === last.current && !again) return;
      last.current = text;
      channel.current?.tell(word);
    };
    // a stage is where the lecture is; a presenter that has just opened only listens
    let heard = !presenter;
    channel.current = openChannel(
      presenter ? "presenter" : "stage",
      ({ search, black }) => {
        heard = true;
        listening = true;
        last.current = JSON.stringify({ search, black });
        const { scenario, change } = store.getState();
        const own = Object.fromEntries(ownKeys.map((key) => [key, scenario[key]]));
        change({ ...parseUrl(search).scenario, ...own }, false);
        set({ black });
        listening = false;
      },
      () => heard && tell(true),
    );
    const unsubscribe = [
      store.subscribe(() => tell(false)),
      useLecture.subscribe(() => tell(false)),
    ];
    if (heard) tell(false);
    return () => {
      for (const end of unsubscribe) end();
      channel.current?.close();
      channel.current = null;
    };
  }, [store, presenter]);

  return useCallback(async () => (await channel.current?.answered(patience)) ?? false, []);
}
