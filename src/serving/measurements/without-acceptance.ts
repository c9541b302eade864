import { Account, type Reader } from "./reader.ts";

/** Marks of mlx_lm, Ollama and exllamav2, none of which prints an acceptance. */
const marks = [
  /^Generation: {1,9}\d{1,9} tokens, {1,9}[\d.]{1,12} tokens-per-sec/,
  /^eval rate: {1,40}[\d.]{1,12} tokens\/s/,
  /"eval_duration"\s{0,9}:/,
  /Response generated in [\d.]{1,12} seconds, \d/,
];
const marked = (text: string) => marks.some((mark) => mark.test(text));

/** What says how fast it was and nothing of speculation. */
export const withoutAcceptance: Reader = {
  format: "without-acceptance",
  claims: ({ lines }) => lines.some(({ text }) => marked(text)),
  read: ({ lines }) => {
    const account = new Account();
    for (const line of lines) if (marked(line.text)) account.refuse(line, "no-acceptance");
    return { used: 0, rejected: account.rejected };
  },
};
