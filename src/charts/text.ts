const NARROW = /[.,:;'’|!ijlIt1()/ f·-]/;
const WIDE = /[mwM×+=<>–—]/;
const WIDEST = /[W@%…]/;

/** Whether a text has characters beyond Latin, Greek and signs: other fonts draw these, wider and higher. */
export function foreign(text: string): boolean {
  return /[\u0250-\u036f\u0400-\u1fff\u2300-\u{10ffff}]/u.test(text);
}

/** An estimate of a text's width in px, a little generous: measuring would need the document. */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const character of text) {
    if (/\d/.test(character)) em += 0.62;
    else if (NARROW.test(character)) em += 0.36;
    else if (WIDE.test(character)) em += 0.88;
    else if (WIDEST.test(character)) em += 1.05;
    else if (/[A-Z]/.test(character)) em += 0.68;
    else em += foreign(character) ? 1.3 : 0.57;
  }
  return em * fontSize;
}
