import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { defaultModel } from "../../scenario/scenario.ts";
import { bibtex, citation, settingsInWords } from "./cite.ts";
import { frameCode, hostCode } from "./embed-code.ts";

const link = "https://example.org/?M=13B&alpha=0.8";

it("cites the paper and the configuration", () => {
  const model = { ...defaultModel, M: 13e9, alpha: 0.8 };
  expect(settingsInWords(defaultModel)).toBe("its defaults");
  expect(citation(link, model, "2026-11-24")).toBe(
    "Amirhossein Bozorgkhoo and Igor Molybog (2026). Speculative Decoding Scaling Laws (SDSL): Throughput Optimization Made Simple. arXiv:2603.11053. Computed with SDSL Explorer at M = 13B, alpha = 0.8: https://example.org/?M=13B&alpha=0.8 (accessed 2026-11-24).",
  );
  const text = bibtex(link, model, "2026-11-24");
  expect(text.match(/^@\w+\{/gm)).toEqual(["@article{", "@misc{"]);
  expect(text.split("{").length).toBe(text.split("}").length);
});

it("writes a frame that its page's parser reads back", () => {
  const code = frameCode('https://example.org/?a="&b=<', "A title", 500);
  expect(code).toContain('src="https://example.org/?a=&quot;&amp;b=<"');
  expect(code).not.toContain("style=");
});

it("lets a frame grow by its own messages alone", () => {
  const own = {};
  const frames = [
    { contentWindow: own, height: "500" },
    { contentWindow: {}, height: "500" },
  ];
  let hear: (event: unknown) => void = () => undefined;
  runInNewContext(hostCode("https://example.org"), {
    addEventListener: (_: string, listener: typeof hear) => {
      hear = listener;
    },
    document: { querySelectorAll: () => frames },
  });
  const data = { type: "sdsl-explorer:height", height: 612.2 };
  const heights = () => frames.map(({ height }) => height);
  for (const event of [
    { origin: "https://evil.example", source: own, data },
    { origin: "https://example.org", source: own, data: { ...data, type: "other" } },
    { origin: "https://example.org", source: own, data: { ...data, height: 1e9 } },
    { origin: "https://example.org", source: own, data: { ...data, height: "<b>" } },
    { origin: "https://example.org", source: own, data: null },
    { origin: "https://example.org", source: own, data: "text" },
  ])
    hear(event);
  expect(heights()).toEqual(["500", "500"]);
  hear({ origin: "https://example.org", source: own, data });
  expect(heights()).toEqual(["613", "500"]);
});
