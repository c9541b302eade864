import { compile } from "@mdx-js/mdx";
import rehypeKatex from "rehype-katex";
import remarkFrontmatter from "remark-frontmatter";
import remarkMath from "remark-math";
import remarkMdxFrontmatter from "remark-mdx-frontmatter";
import type { Plugin } from "vite";

/** The letters of the law in their colours. */
const macros = {
  "\\N": "\\htmlClass{ink-draft}{N}",
  "\\M": "\\htmlClass{ink-target}{M}",
  "\\a": "\\htmlClass{ink-alpha}{\\alpha}",
  "\\g": "\\htmlClass{ink-gamma}{\\gamma}",
};

/** Scenes of the lecture (*.mdx): Markdown with components, front matter as the export `frontmatter`, and
 *  mathematics, all compiled and typeset when the site is built. An error stops the build. */
export const scenes = (): Plugin => ({
  name: "scenes",
  enforce: "pre",
  async transform(code, id) {
    if (!id.endsWith(".mdx")) return;
    const compiled = await compile(
      { value: code, path: id },
      {
        remarkPlugins: [remarkFrontmatter, remarkMdxFrontmatter, remarkMath],
        rehypePlugins: [
          [
            rehypeKatex,
            {
              macros,
              trust: ({ command }: { command: string }) => command === "\\htmlClass",
              strict: (problem: string) => (problem === "htmlExtension" ? "ignore" : "error"),
            },
          ],
        ],
      },
    );
    return { code: String(compiled), map: null, moduleType: "js" };
  },
});
