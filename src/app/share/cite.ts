import type { Field } from "../../scenario/fields.ts";
import { type Model, modelFields, modelKeys } from "../../scenario/scenario.ts";
import { paper } from "../../sdsl/published.ts";

/** What differs from the defaults, in the link's own words: "M = 13B, alpha = 0.8". */
export function settingsInWords(model: Model): string {
  const different = modelKeys.flatMap((key) => {
    const field = modelFields[key] as Field<unknown>;
    const text = field.format(model[key]);
    return text === field.format(field.fallback) ? [] : [`${key} = ${text}`];
  });
  return different.length === 0 ? "its defaults" : different.join(", ");
}

/** BibTeX of the paper, and of a configuration of this app, read on `day` (YYYY-MM-DD). */
export function bibtex(link: string, model: Model, day: string): string {
  const { authors, title, year, arxiv } = paper;
  return `@article{bozorgkhoo${year}sdsl,
  title   = {{${title}}},
  author  = {${authors}},
  journal = {arXiv preprint arXiv:${arxiv}},
  year    = {${year}}
}

@misc{sdslexplorer,
  title        = {{SDSL Explorer} at ${settingsInWords(model)}},
  howpublished = {\\url{${link}}},
  note         = {Accessed ${day}}
}`;
}

/** How to cite a configuration, in a line. */
export function citation(link: string, model: Model, day: string): string {
  const { authors, title, year, arxiv } = paper;
  return `${authors} (${year}). ${title}. arXiv:${arxiv}. Computed with SDSL Explorer at ${settingsInWords(model)}: ${link} (accessed ${day}).`;
}
