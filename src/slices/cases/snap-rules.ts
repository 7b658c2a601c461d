import { type CaseState, PLAIN_OF, type PlainState } from './schema.ts'
import { SNAP_WORDS } from './snap-words-rules.ts'

/** Kinds of places that hang on no person and may stand on a public page: no building, no unit, no household. */
export const PUBLIC_PLACE_TYPES = ['grid', 'yard', 'alley'] as const

/** Crockford's base 32: no I, L, O, U, so that what is read aloud or copied by hand is one letter only. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LETTERS = 12

/** A look-up code of 60 random bits, from as many random bytes as it has letters. */
export function followCode(random: Uint8Array): string {
  return Array.from(random.subarray(0, CODE_LETTERS), (byte) => LETTERS[byte & 31]).join('')
}

export const FOLLOW_CODE_BYTES = CODE_LETTERS

/** 7K2MQ4XW9TRC → 7K2M-Q4XW-9TRC */
export function groupedCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** What somebody typed as a code, in its one form; null when it cannot be one. */
export function readFollowCode(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-—–_·.]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return plain.length === CODE_LETTERS && [...plain].every((letter) => LETTERS.includes(letter)) ? plain : null
}

/** Words that would be markup on a careless page are no report. */
export function hasMarkup(text: string): boolean {
  return /<\s*[a-z!/?]|&#|javascript:/i.test(text)
}

/** What a resident reads of a case: the state in plain words; who works on it and what they note stays inside. */
export function snapWords(state: CaseState): { state: PlainState; title: string; words: string } {
  if (state === 'declined') {
    return { state: 'done', title: '未受理', words: '社区核实后没有受理这个问题。想了解原因，请向社区询问。' }
  }
  if (state === 'relapsed') {
    return { state: 'done', title: '又出现了', words: '回头看时发现这个问题又出现了，社区会重新处理。' }
  }
  const plain = PLAIN_OF[state]
  return { state: plain, ...SNAP_WORDS[plain] }
}
