import type { EmbedChart, hideable } from "../../scenario/scenario.ts";

type Parts = typeof hideable;

/** What each name of `hide=` is called, page by page. */
export const partNames: {
  readonly [V in keyof Parts]: Readonly<Record<Parts[V][number], string>>;
} = {
  explore: {
    intro: "Introduction",
    headline: "The answer",
    equation: "Equations",
    pins: "Pins",
    M: "Target size",
    alpha: "Acceptance rate",
    N: "Draft size",
    gamma: "Lookahead",
    D: "Training tokens",
    law: "Laws",
    cost: "Cost and hardware",
    main: "Main chart",
    optimum: "Optimal draft",
    lookahead: "Speedup over lookahead",
    acceptance: "Acceptance",
    map: "Map",
  },
  plan: {
    intro: "Introduction",
    headline: "The answer",
    settings: "Target, machine and load",
    table: "Drafts",
    configure: "What to paste",
    charts: "Charts",
    moves: "What moves it",
    measured: "Own measurement",
    train: "Training a draft",
  },
  lab: {
    intro: "Introduction",
    settings: "Settings of the run",
    race: "The race",
    timeline: "Timeline",
    microscope: "Microscope",
    measured: "Measured charts",
    device: "Device",
    files: "Saving and sharing",
  },
  board: { intro: "Introduction", collect: "Collecting", table: "Table" },
  lecture: {
    question: "Questions",
    controls: "Controls",
    notes: "Presenter's notes",
    M: "Target size",
    alpha: "Acceptance rate",
    N: "Draft size",
  },
  evidence: {
    intro: "Introduction",
    claims: "The claims",
    table: "The best drafts",
    law: "The straight line",
    plane: "Acceptance",
    measured: "Measured by others",
    limits: "Limits",
  },
};

export const chartNames: Record<EmbedChart, string> = {
  main: "Main",
  optimum: "Optimal draft",
  lookahead: "Lookahead",
  acceptance: "Acceptance",
  map: "Map",
};

/** The accessible names of the frames. */
export const frameNames: Record<EmbedChart, string> = {
  main: "SDSL Explorer: the curve",
  optimum: "SDSL Explorer: optimal draft over target size",
  lookahead: "SDSL Explorer: speedup over lookahead",
  acceptance: "SDSL Explorer: acceptance over draft size",
  map: "SDSL Explorer: speedup over draft size and lookahead",
};

export const tabNames = {
  link: "Link",
  embed: "Embed",
  files: "Files",
  cite: "Cite",
} as const;

export const texts = {
  title: "Share what you see",
  tabs: "What to share",
  link: "The link",
  copyLink: "Copy",
  copied: "Copied",
  form: "Form of the link",
  readable: "Readable",
  short: "Short",
  characters: (count: number) => `${count} characters. It holds everything that is set here.`,
  qr: "QR code of the link",
  qrLarge: "Fill the screen",
  qrSave: "Save as SVG",
  parts: "What the link shows",
  partsHint: "The page that you see now does not change.",
  chart: "Chart",
  preview: "Preview",
  frame: "Code for a page",
  frameHint:
    "It sets no cookies, and it works under a policy that allows this origin in frame-src.",
  host: "Let the frame grow with its content",
  hostHint:
    "The frame tells its height in a message, { type: \u201csdsl-explorer:height\u201d, height } in px. This script for the page around listens to it, from this origin only.",
  image: "Image for a post",
  imageHint: "1200 by 630 pixels: the chart, the answer and the link.",
  imageAlt: "What the image shows: the answer and the main chart",
  imageNone: "There is no chart on this page yet.",
  imageSave: "Save as PNG",
  numbers: "Numbers",
  numbersHint: "Every number that the page reads out, at full precision, as JSON.",
  numbersBusy: "The page is still computing. Try again in a moment.",
  numbersSave: "Save as JSON",
  paper: "Paper",
  paperHint: "The whole page in light colours on A4 or Letter; your browser saves it as PDF.",
  print: "Print",
  charts:
    "Single charts are saved from the menu under each: SVG, PNG at 1 to 4 times the size, CSV.",
  bibtex: "BibTeX",
  citation: "How to cite this configuration",
} as const;
