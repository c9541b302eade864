/** A word as a POSIX shell takes it unchanged: bare where that is safe, in single quotes otherwise. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command over several lines, one flag with its values a line. */
export function command(words: readonly (string | readonly string[])[]): string {
  return words
    .map((part) => (typeof part === "string" ? part : part.map(quote).join(" ")))
    .join(" \\\n  ");
}
