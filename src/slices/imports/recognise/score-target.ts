import { foldKey } from '#kernel/fold-text.ts'
import type { Guess } from './guess-columns.ts'
import type { Target, TargetField } from './target.ts'

/** How much a field tells what a sheet is: days and places stand in every ledger, its own quantities nowhere else. */
const TELLS: Record<TargetField['type'], number> = {
  serial: 0.15,
  day: 0.5,
  place: 0.6,
  text: 0.8,
  party: 0.8,
  parties: 0.8,
  choice: 1,
  flag: 1,
  duration: 1,
  quantity: 1.3,
}

/** 0 to 1 from the name of the sheet, its title and how well the columns match. */
export function scoreTarget(
  target: Target,
  guesses: readonly (Guess | undefined)[],
  sheetName: string,
  title: string,
): number {
  const name = Math.max(nameScore(target, sheetName), nameScore(target, title))
  let matched = 0
  let all = 0
  for (const guess of guesses) {
    const tells = guess ? TELLS[guess.field.type] : 0.8
    all += tells
    if (guess) matched += tells * guess.confidence
  }
  const required = target.fields.filter((field) => field.required)
  const found = required.filter((field) => guesses.some((guess) => guess?.field.key === field.key)).length
  const columns = all === 0 ? 0 : matched / all
  const needed = required.length === 0 ? columns : found / required.length
  return Math.round(Math.min(1, 0.35 * name + 0.45 * columns + 0.2 * needed) * 1000) / 1000
}

/** 1 for the very name; for a name that holds an alias, more the larger the part it makes up. */
export function nameScore(target: Pick<Target, 'label' | 'aliases'>, name: string): number {
  const text = foldKey(name).replace(/[“”"'《》()\d年度]/g, '')
  if (text === '') return 0
  let best = 0
  for (const alias of [target.label, ...target.aliases].map(foldKey)) {
    if (alias === '') continue
    if (alias === text) return 1
    if (alias.length >= 2 && text.includes(alias)) best = Math.max(best, 0.5 + 0.4 * (alias.length / text.length))
    else if (text.length >= 2 && alias.includes(text)) best = Math.max(best, 0.4 + 0.4 * (text.length / alias.length))
  }
  return best
}
