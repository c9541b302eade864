/** What the chart's menu offers. */
export type ExportAction = "svg" | "png" | "csv" | "table";
