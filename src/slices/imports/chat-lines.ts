import { addDays, type Day } from '#kernel/days.ts'
import { foldKey, foldText } from '#kernel/fold-text.ts'
import { parseDay } from '#kernel/parse-day.ts'
import { sameUnit } from '#kernel/units.ts'
import type { KindDef, MeasureDef } from '#slices/ledger/kind-schema.ts'
import type { PartyKind } from '#slices/people/schema.ts'
import { countsAs } from './counts-as.ts'
import { FIELD, MEASURE } from './target-def.ts'

/** What a pasted message is read against. */
export interface ChatWords {
  kinds: KindDef[]
  /** What a message says is wrong somewhere becomes a problem; undefined where problems are not read. */
  problem?: KindDef | undefined
  /** Names and aliases of places; of those a sentence holds, the longest is meant. */
  places: string[]
  parties: { kind: PartyKind; name: string }[]
  today: Day
  year: number
}

export interface ChatDraft {
  /** Line of the pasted text, from 1. */
  line: number
  said: string
  kind: string
  /** Field key → words, as they would stand in the cells of a sheet. */
  values: Record<string, string>
  /** Quantities that fit nothing of this kind. */
  unclaimed: string[]
}

/**
 * Reads records out of messages copied from a group chat: one per sentence that names quantities or an activity. The
 * message's own time gives the day that 今天 and 昨天 mean; a day once said holds until another is said.
 */
export function readChat(text: string, words: ChatWords): ChatDraft[] {
  const drafts: ChatDraft[] = []
  const places = [...new Set(words.places.map(foldKey))]
    .filter((name) => name.length >= 2)
    .sort((a, b) => b.length - a.length)
  let sent = words.today
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trim()
    if (line === '' || /^\[[^\]]{1,10}\]$/.test(line)) return
    const stamp = messageStamp(line, words)
    if (stamp !== null) {
      sent = stamp.day ?? sent
      return
    }
    let day: Day | null = null
    for (const sentence of sentencesOf(line)) {
      const said = dayIn(sentence, sent, words.year)
      day = said?.day ?? day
      const draft = readSentence(sentence, said?.words ?? '', places, words)
      if (draft)
        drafts.push({
          line: index + 1,
          said: sentence,
          ...draft,
          values: { ...draft.values, day: day ?? sent, note: sentence },
        })
    }
  })
  return drafts
}

/** 王敏 2020年5月8日 17:32: who wrote when. Not a sentence of its own, but the day that 今天 means. */
function messageStamp(line: string, words: ChatWords): { day: Day | null } | null {
  if (line.length > 60 || !/\d{1,2}:\d{2}/.test(line)) return null
  const rest = line.replace(/(?:上午|下午|晚上|早上)?\s*\d{1,2}:\d{2}(?::\d{2})?/, ' ')
  const date = DATE.exec(rest)
  const left = (date ? rest.replace(date[0], ' ') : rest).replace(/星期.|周[一二三四五六日]/, '').trim()
  if (left.length > 20 || /\d/.test(left)) return null
  if (!date)
    return /^(?:昨天|前天)/.test(left) ? { day: addDays(words.today, left.startsWith('昨') ? -1 : -2) } : { day: null }
  const read = parseDay(date[0].replace(/日$|号$/, '日'), { defaultYear: words.year })
  return { day: 'problem' in read ? null : read.day }
}

const DATE =
  /(?:\d{4}[.\-/年])?\d{1,2}[.\-/月]\d{1,2}(?:日|号)?(?![\d.]*\s*(?:吨|米|公里|小时|平方|立方|万|%|[处条辆户间个场次人名栋幢座家份块车期篇项起张件支台袋]))/

/** List marks go, sentences part at full stops; commas hold together what happened at one place. */
function sentencesOf(line: string): string[] {
  return line
    .replace(/^\s*(?:[•·\-*]|\d{1,2}[、.)](?!\d))\s*/, '')
    .split(/[。;;!!]+/)
    .map((one) => one.trim())
    .filter(Boolean)
}

function dayIn(sentence: string, sent: Day, year: number): { day: Day; words: string } | null {
  const near = /今天|今日|昨天|昨日|前天|前日/.exec(sentence)
  if (near) {
    const back = near[0].startsWith('今') ? 0 : near[0].startsWith('昨') ? 1 : 2
    return { day: addDays(sent, -back), words: near[0] }
  }
  const date = DATE.exec(foldText(sentence))
  if (!date) return null
  const read = parseDay(date[0], { defaultYear: year })
  // An impossible day is kept as written, so that the clerk is told instead of another day being taken.
  return 'problem' in read
    ? read.problem === 'impossible'
      ? { day: date[0], words: date[0] }
      : null
    : { day: read.day, words: date[0] }
}

interface Quantity {
  label: string
  number: string
  unit: string
}

const UNIT =
  '(?:人次|户次|场次|车次|立方米?|平方米|平米|公里|小时|[处吨条辆户间个场次人名栋幢座家份块车期篇项起张件支台米袋幅面])'
// Everything is counted: a message of nothing but numerals must not be tried at every length from every place.
const QUANTITY = new RegExp(
  `([^\\d,,、;;::()]{0,40}?)(\\d{1,12}(?:\\.\\d{1,6})?|[一二两三四五六七八九十百]{1,8})\\s{0,4}(?:余|多)?\\s{0,4}(${UNIT})`,
  'g',
)

function readSentence(
  sentence: string,
  dayWords: string,
  places: string[],
  words: ChatWords,
): Pick<ChatDraft, 'kind' | 'values' | 'unclaimed'> | null {
  const key = foldKey(sentence)
  const place = places.find((name) => key.includes(name)) ?? strangePlace(sentence)
  let rest = foldText(sentence).replaceAll(' ', '')
  if (dayWords) rest = rest.replace(foldKey(dayWords), ',')
  // A place's own number (利民1号院) is no quantity.
  if (place) rest = rest.replace(place, ',')
  const quantities = quantitiesIn(rest)
  let best: { kind: KindDef; claimed: Map<Quantity, MeasureDef>; score: number } | null = null
  for (const kind of words.kinds.filter((one) => !one.undated && !one.retired)) {
    const { claimed, score } = claim(kind, quantities)
    const named = [kind.label, ...kind.sheetNames].some((name) => key.includes(foldKey(name))) ? 3 : 0
    const total = score + named
    if ((claimed.size > 0 || (named > 0 && place !== undefined)) && total >= 3 && (!best || total > best.score))
      best = { kind, claimed, score: total }
  }
  if (!best) return place === undefined ? null : readProblem(sentence, place, words.problem)
  const { kind, claimed } = best
  const values: Record<string, string> = {}
  if (place) values['place'] = place
  for (const [quantity, measure] of claimed) values[MEASURE + measure.key] = `${quantity.number}${quantity.unit}`
  for (const field of kind.fields) {
    if ((field.type !== 'party' && field.type !== 'parties') || field.retired) continue
    const named = words.parties.filter(
      (party) =>
        party.kind === (field.partyKind ?? 'unit') && party.name.length >= 2 && key.includes(foldKey(party.name)),
    )
    if (named.length > 0)
      values[FIELD + field.key] = named
        .slice(0, field.type === 'party' ? 1 : 20)
        .map((party) => party.name)
        .join('、')
  }
  const unclaimed = quantities.filter((one) => !claimed.has(one)).map((one) => `${one.label}${one.number}${one.unit}`)
  return { kind: kind.code, values, unclaimed }
}

const SAYS_PROBLEM = /发现|存在|反映/
const MOST_WORDS = 200

function readProblem(sentence: string, place: string, problem: KindDef | undefined): ReturnType<typeof readSentence> {
  if (!problem || !SAYS_PROBLEM.test(sentence)) return null
  const values = { place, [`${FIELD}issue`]: sentence.slice(0, MOST_WORDS), [`${FIELD}status`]: '未整改' }
  return { kind: problem.code, values, unclaimed: [] }
}

/** A place the register does not know, where the words say that it is one. */
function strangePlace(sentence: string): string | undefined {
  return /[在到对赴]([\p{Script=Han}\d]{1,14}?(?:小区|家属院|号院|院|巷|街|路|广场|市场|公园|网格|楼))/u.exec(
    foldText(sentence),
  )?.[1]
}

function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = []
  let label = ''
  for (const match of text.matchAll(QUANTITY)) {
    // 清理垃圾3处1.2吨: the second number is of the same thing.
    label = match[1]!.replace(/^[和及与并共约的]+|[共约近计:为]+$/g, '') || label
    found.push({ label, number: match[2]!, unit: match[3]! })
  }
  return found
}

/** Gives each quantity the measure whose words and unit fit best, each measure once. */
function claim(kind: KindDef, quantities: Quantity[]): { claimed: Map<Quantity, MeasureDef>; score: number } {
  const offers = quantities.flatMap((quantity) =>
    kind.measures
      .filter((measure) => !measure.retired)
      .map((measure) => ({ quantity, measure, score: fit(measure, quantity) })),
  )
  const claimed = new Map<Quantity, MeasureDef>()
  const taken = new Set<MeasureDef>()
  let score = 0
  for (const offer of offers.filter((one) => one.score > 0).sort((a, b) => b.score - a.score)) {
    if (claimed.has(offer.quantity) || taken.has(offer.measure)) continue
    claimed.set(offer.quantity, offer.measure)
    taken.add(offer.measure)
    score += offer.score
  }
  return { claimed, score }
}

function fit(measure: MeasureDef, { label, unit }: Quantity): number {
  const same = sameUnit(unit, measure.unit)
  if (!same && !countsAs(unit, measure.unit)) return 0
  const longest = Math.max(
    0,
    // 参加15人 is short for 参加人数15人, and hours are hours of whatever is told.
    unit === '小时' && same ? 1 : 0,
    ...[measure.label, ...measure.aliases]
      .flatMap((word) => [word, word.replace(/(?:人次|人数|次数|户数)$/, '')])
      .filter((word) => word.length >= 2 && label.includes(word))
      .map((word) => word.length),
  )
  return longest === 0 ? 0 : longest + (same ? 2 : 0)
}
