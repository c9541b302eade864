import type { Theme } from "../scenario/scenario.ts";
import type { ScenarioStore } from "../scenario/use.ts";

/** Keeps `<html data-theme>` at what is set, with auto resolved to what the system prefers. */
export function followTheme(store: ScenarioStore): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const { theme, embed } = store.getState().scenario;
    document.documentElement.dataset.theme = resolveTheme(theme, dark.matches);
    document.documentElement.dataset.embed = String(embed);
  };
  apply();
  dark.addEventListener("change", apply);
  store.subscribe(apply);
}

function resolveTheme(theme: Theme, prefersDark: boolean): Exclude<Theme, "auto"> {
  if (theme !== "auto") return theme;
  return prefersDark ? "dark" : "light";
}
