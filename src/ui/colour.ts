/** The colours that a part may take: each is a CSS variable of the theme. */
export type Colour = "draft" | "target" | "alpha" | "gamma" | "speedup";
