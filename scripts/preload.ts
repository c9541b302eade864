import type { Plugin } from "vite";

/** The fonts that the first screen is set in: Latin letters, upright. */
const first = /(^|\/)(inter|source-serif-4)-latin-wght-normal-[\w-]+\.woff2$/;

/** Lets the browser fetch the first screen's fonts beside the style sheet rather than after it, so that they are
 *  there before the page has drawn much in others. */
export function preloadFonts(): Plugin {
  return {
    name: "preload-fonts",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) => {
        const files = Object.keys(bundle ?? {}).filter((name) => first.test(name));
        if (files.length !== 2)
          throw new Error(`Expected two fonts to preload, found ${files.length}: ${files}.`);
        return files.map((name) => ({
          tag: "link",
          attrs: {
            rel: "preload",
            as: "font",
            type: "font/woff2",
            href: `./${name}`,
            crossorigin: "",
          },
          injectTo: "head",
        }));
      },
    },
  };
}
