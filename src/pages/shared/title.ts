import { useEffect } from "react";

const app = "SDSL Explorer";

/** Says in the window's title, and to those who preview links with a browser, what the page shows. */
export function useTitle(title: string, description?: string): void {
  useEffect(() => {
    const whole = title.includes(app) ? title : `${title} · ${app}`;
    document.title = whole;
    meta("og:title", whole);
    if (description !== undefined) meta("og:description", description);
  }, [title, description]);
}

function meta(property: string, content: string): void {
  document.querySelector(`meta[property="${property}"]`)?.setAttribute("content", content);
}
