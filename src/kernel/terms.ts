import { foldText } from '#kernel/fold-text.ts'

/**
 * The words a record is found by: every two neighbouring characters of its text, folded to half-width, simplified,
 * lower case. A search word is found where all its pairs are. Names of places and parties are not in here: they are
 * looked up when searching, so that a renamed place is found by its new name and an erased person by none.
 */
export function termsOf(texts: string[]): string[] {
  const terms = new Set<string>()
  for (const run of texts.flatMap(runsOf)) for (const pair of pairsOf(run)) terms.add(pair)
  return [...terms]
}

/** Search text → words, each with the pairs a record must hold; a word of one character has none. */
export function searchWords(text: string): { word: string; pairs: string[] }[] {
  return runsOf(text)
    .slice(0, 8)
    .map((word) => ({ word, pairs: word.length > 1 ? [...new Set(pairsOf(word))] : [] }))
}

function runsOf(text: string): string[] {
  return (
    foldText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

function pairsOf(run: string): string[] {
  const letters = [...run]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, index) => letters[index]! + letter)
}
