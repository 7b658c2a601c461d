// Latin, Greek and Cyrillic letters, digits and ASCII punctuation take half a square in Chinese fonts.
const HALF = /[\u0020-\u02ff\u0370-\u052f\uff61-\uffdc]/
const FULL_LATIN = /[\u00a7\u00b0\u00b1\u00b7\u00d7\u00f7]/
const NO_WIDTH = /\p{M}|[\u200b-\u200f]/u

/** Width of a text in squares (one 汉字 is 1, a digit or Latin letter ½), the unit official layout counts in. */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text) {
    if (NO_WIDTH.test(char)) continue
    width += HALF.test(char) && !FULL_LATIN.test(char) ? 0.5 : 1
  }
  return width
}
