/** The layers of src/, each with the ones that it may import. Any other import of ours, and any
 *  cycle, fails the build. Tests may also import what they test against. */
const allowed = {
  sdsl: [],
  serving: ["sdsl"],
  lm: [],
  charts: [],
  ui: [],
  scenario: ["sdsl", "serving"],
  curves: ["sdsl", "scenario"],
  measure: ["lm", "sdsl"],
  pages: ["sdsl", "serving", "lm", "charts", "ui", "scenario", "curves", "measure"],
  app: ["pages", "sdsl", "serving", "lm", "charts", "ui", "scenario", "curves", "measure"],
};

module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphan",
      severity: "error",
      from: { orphan: true, pathNot: ["\\.test\\.tsx?$", "\\.d\\.ts$"] },
      to: {},
    },
    ...Object.entries(allowed).map(([layer, below]) => ({
      name: `${layer}-imports-only-below`,
      severity: "error",
      from: { path: `^src/${layer}/` },
      to: { path: "^src/", pathNot: [layer, ...below].map((name) => `^src/${name}/`) },
    })),
    {
      name: "pages-do-not-import-pages",
      severity: "error",
      from: { path: "^src/pages/([^/]+)/" },
      to: { path: "^src/pages/([^/]+)/", pathNot: "^src/pages/($1|shared)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json"] },
  },
};
