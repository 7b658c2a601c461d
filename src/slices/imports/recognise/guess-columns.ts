import { foldKey } from '#kernel/fold-text.ts'
import { sameUnit } from '#kernel/units.ts'
import { countsAs } from '../counts-as.ts'
import { columnKeys } from './header-signature.ts'
import type { Heading } from './column-heading.ts'
import { type ColumnContent, contentFits } from './content-check.ts'
import type { Target, TargetField } from './target.ts'

export interface Guess {
  field: TargetField
  confidence: number
}

/** Below this a guess would be noise. */
const LEAST = 0.3

/**
 * The best field for each column, each field at most once: by heading (exact, then containing, then alike), checked
 * against what the cells hold; without a telling heading by unit and content alone. A heading that a clerk has mapped
 * before, in whatever sheet, is what it was then (`remembered`, by column key).
 */
export function guessColumns(
  target: Target,
  headings: readonly Heading[],
  contents: readonly ColumnContent[],
  remembered: ReadonlyMap<string, string> = NOTHING,
): (Guess | undefined)[] {
  const words = headings.map(wordsOf)
  const keys = remembered.size === 0 ? [] : columnKeys(headings)
  const said = (at: number): string | undefined => (keys.length === 0 ? undefined : remembered.get(keys[at]!))
  const guesses: { at: number; field: number; confidence: number }[] = []
  headings.forEach((heading, at) => {
    const before = said(at)
    if (before !== undefined) {
      const f = target.fields.findIndex((field) => field.key === before)
      if (f >= 0) guesses.push({ at, field: f, confidence: 1 })
      return
    }
    target.fields.forEach((field, f) => {
      const confidence = confidenceOf(field, heading, words[at]!, contents[at]!)
      if (confidence >= LEAST) guesses.push({ at, field: f, confidence })
    })
  })
  for (const guess of byContent(target, headings, contents)) if (said(guess.at) === undefined) guesses.push(guess)
  guesses.sort((a, b) => b.confidence - a.confidence || a.at - b.at || a.field - b.field)
  const result: (Guess | undefined)[] = headings.map(() => undefined)
  const taken = new Set<number>()
  for (const { at, field, confidence } of guesses) {
    if (result[at] || taken.has(field)) continue
    taken.add(field)
    result[at] = { field: target.fields[field]!, confidence: Math.round(confidence * 100) / 100 }
  }
  return result
}

const NOTHING: ReadonlyMap<string, string> = new Map()

const foldedNames = new WeakMap<TargetField, string[]>()

/** Label and aliases of a field, folded; kept, for every sheet asks for them. */
export function namesOf(field: TargetField): string[] {
  let names = foldedNames.get(field)
  if (!names) {
    names = [...new Set([field.label, ...field.aliases].map(plainKey).filter((name) => name !== ''))]
    foldedNames.set(field, names)
  }
  return names
}

/** A heading or name to compare: folded, without brackets round a unit and without list marks. */
export function plainKey(text: string): string {
  return foldKey(text).replace(/[:*#"'\u201c\u201d\u2018\u2019「」『』《》]/g, '')
}

function confidenceOf(field: TargetField, heading: Heading, words: HeadingWords, content: ColumnContent): number {
  const unit = heading.unit ?? (field.type === 'quantity' ? content.unit : undefined)
  const other =
    field.unit !== undefined && unit !== undefined && field.type === 'quantity' && !sameUnit(field.unit, unit)
  if (other && !countsAs(unit, field.unit!)) return 0
  const word = nameMatch(namesOf(field), words)
  if (word === 0) return 0
  const agrees = field.unit !== undefined && heading.unit !== undefined && sameUnit(field.unit, heading.unit)
  let confidence = Math.min(1, word + (agrees && word < 1 ? 0.1 : 0))
  // 35人 stands under 参加人次 as well; a field that counts in the very unit goes before.
  if (other) confidence *= 0.85
  if (content.filled >= 2 && CHECKED.has(field.type)) {
    const fits = contentFits(field, content)
    if (fits < 0.5) confidence *= 0.4 + fits
  }
  // Of two fields with one name and no unit said, decimals speak for the measured one, whole numbers for the counted.
  if (field.type === 'quantity' && unit === undefined && field.unit !== undefined) {
    const counted = !MEASURED.has(field.unit)
    if (counted && content.fractions > 0.2) confidence *= 0.7
    if (!counted && content.filled >= 3 && content.fractions === 0) confidence *= 0.9
  }
  return confidence
}

/** Types whose cells can be told from others. */
const CHECKED: ReadonlySet<TargetField['type']> = new Set(['day', 'quantity', 'serial'])
const MEASURED: ReadonlySet<string> = new Set(['吨', '立方', '平方米', '平方公里', '米', '公里', '亩', '小时', '公斤'])

interface HeadingWords {
  whole: string
  parts: string[]
  /** All the ways to say this heading that count as the very name. */
  exact: ReadonlySet<string>
}

export function wordsOf(heading: Pick<Heading, 'header' | 'unit'>): HeadingWords {
  const all = heading.header
    .split('/')
    .map(plainKey)
    .filter((part) => part !== '')
  const unit = heading.unit === undefined ? '' : plainKey(heading.unit)
  const parts = all.length > 1 && all.at(-1) === unit ? all.slice(0, -1) : all
  const whole = parts.join('')
  const exact = [whole, parts.at(-1) ?? '', all.join(''), `${whole}(${unit})`, `${whole}${unit}`, `${whole}数`]
  return { whole, parts, exact: new Set(whole === '' ? [] : exact) }
}

/** 1 for the same name; less for one name inside the other; least for names that share most of their characters. */
export function nameMatch(names: readonly string[], words: HeadingWords): number {
  // The lower row of a heading alone is a little less than the whole.
  if (names.includes(words.whole)) return 1
  if (names.some((name) => words.exact.has(name))) return words.parts.length > 1 ? 0.95 : 1
  let best = 0
  for (const name of names) {
    for (const part of words.parts) best = Math.max(best, alike(name, part))
    if (words.parts.length > 1) best = Math.max(best, alike(name, words.whole))
  }
  return best
}

function alike(name: string, text: string): number {
  const [short, long] = name.length <= text.length ? [name, text] : [text, name]
  if (short.length >= 2 && long.includes(short)) {
    const end = long.endsWith(short) ? 0.06 : 0
    return 0.55 + end + 0.3 * (short.length / long.length)
  }
  if (![...short].some((c) => long.includes(c))) return 0
  const shared = sharedPairs(name, text)
  return shared >= 0.5 ? 0.2 + shared * 0.5 : 0
}

/** Dice coefficient over pairs of neighbouring characters. */
function sharedPairs(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2))
  const rest = pairs(b)
  let shared = 0
  for (const pair of pairs(a)) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    shared++
  }
  return (2 * shared) / (a.length + b.length - 2)
}

/** Guesses from the cells alone, only where one column and one field are left for each other. */
function byContent(target: Target, headings: readonly Heading[], contents: readonly ColumnContent[]) {
  const guesses: { at: number; field: number; confidence: number }[] = []
  target.fields.forEach((field, f) => {
    const fitting = headings.flatMap((heading, at) => {
      const content = contents[at]!
      if (content.filled < 2) return []
      const unit = heading.unit ?? content.unit
      if (field.type === 'quantity') {
        const rivals = target.fields.filter(
          (o) => o.type === 'quantity' && o.unit && field.unit && sameUnit(o.unit, field.unit),
        )
        const fits = field.unit && unit && sameUnit(field.unit, unit) && rivals.length === 1 && content.numbers > 0.5
        return fits ? [{ at, field: f, confidence: 0.4 }] : []
      }
      const fits = contentFits(field, content)
      const needed = NEEDED[field.type]
      return needed !== undefined && fits >= needed ? [{ at, field: f, confidence: 0.25 + 0.2 * fits }] : []
    })
    // Two columns that would both do: neither is known.
    if (fitting.length === 1 || field.type === 'serial') guesses.push(...fitting.slice(0, 1))
  })
  return guesses
}

const NEEDED: Partial<Record<TargetField['type'], number>> = { day: 0.7, serial: 0.8, place: 0.7, choice: 0.7 }
