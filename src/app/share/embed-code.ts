import { heightMessage } from "../embed.ts";

/** The frame to put on a page. No attribute of it needs more of the page's policy than `frame-src`. */
export function frameCode(link: string, title: string, height: number): string {
  const source = link.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${source}" title="${title}" width="100%" height="${height}" frameborder="0" loading="lazy" allow="clipboard-write"></iframe>`;
}

/** A script for that page, which lets such frames grow and shrink with their content. It takes only messages
 *  of the frame's own origin, and sets nothing but heights. */
export function hostCode(origin: string): string {
  return `addEventListener("message", ({ origin, source, data }) => {
  if (origin !== ${JSON.stringify(origin)} || data?.type !== ${JSON.stringify(heightMessage)}) return;
  const height = Math.ceil(data.height);
  if (!(height > 0 && height < 20000)) return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.height = String(height);
});`;
}
