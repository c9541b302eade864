export const pngScales = [1, 2, 3, 4] as const;

/** What the chart's menu offers. PNG comes at so many pixels per px. */
export type ExportAction =
  | "svg"
  | "csv"
  | "table"
  | "sound"
  | "notebook"
  | { readonly png: (typeof pngScales)[number] };
