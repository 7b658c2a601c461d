import { SEVERITY_LABEL, STATE_LABEL, type CaseState, type Severity } from '#slices/cases/schema.ts'
import { STEP_LABEL } from '#slices/cases/step-schema.ts'
import type { KindDef } from '#slices/ledger/kind-schema.ts'
import type { EntryBody } from '#slices/ledger/schema.ts'
import type { Act } from './schema.ts'
import type { SideBySide } from './waiting-schema.ts'

/** What is needed to say ids and codes in words. */
export interface WordBook {
  kinds: readonly KindDef[]
  /** Places and parties by id. */
  names: ReadonlyMap<string, string>
  problemType: (code: string) => string
}

/** The parts of a case that are shown beside what a phone says of it. */
export interface StandingCaseWords {
  typeCode: string
  placeId: string | null
  locus: string
  severity: Severity
  issue: string
  foundOn: string
  state: CaseState
}

/** What it says, in one line. */
export function summaryOf(act: Act, book: WordBook, caseIssue = ''): string {
  const line = (...parts: string[]): string => parts.filter(Boolean).join(' · ')
  switch (act.do) {
    case 'entry': {
      const kind = kindOf(act.kind, book)
      return line(kind?.label ?? act.kind, nameOf(act.placeId, book), act.locus, amountWords(act, kind))
    }
    case 'case':
      return line(act.issue, nameOf(act.placeId, book), act.locus)
    case 'step':
      return line(STEP_LABEL[act.step], caseIssue, act.note)
    case 'withdraw':
      return line('撤回', act.reason)
  }
}

/** Both versions of a record of the ledger, line by line in the order of its form. */
export function entryLines(
  act: Extract<Act, { do: 'entry' }>,
  standing: EntryBody | null,
  book: WordBook,
): SideBySide[] {
  const kind = kindOf(act.kind, book)
  const kindBefore = standing && kindOf(standing.kind, book)
  const stands = <T>(said: (body: EntryBody) => T): T | null => (standing ? said(standing) : null)
  const lines: SideBySide[] = [
    {
      label: '类别',
      sent: kind?.label ?? act.kind,
      stands: stands((body) => kindBefore?.label ?? body.kind),
    },
    { label: '日期', sent: act.day, stands: stands(daysOf) },
    { label: '地点', sent: nameOf(act.placeId, book), stands: stands((body) => nameOf(body.placeId, book)) },
    { label: '具体位置', sent: act.locus, stands: stands((body) => body.locus) },
  ]
  for (const key of keysOf(act.amounts, standing?.amounts)) {
    const measure = kind?.measures.find((one) => one.key === key)
    const sent = act.amounts[key]
    lines.push({
      label: measure?.label ?? key,
      sent: sent === undefined ? '' : `${sent}${measure?.unit ?? ''}`,
      stands: stands(({ amounts }) => (amounts[key] ? `${amounts[key].amount}${amounts[key].unit}` : '')),
    })
  }
  const labelOf = (key: string): string => kind?.fields.find((field) => field.key === key)?.label ?? key
  for (const key of keysOf(act.fields, standing?.fields))
    lines.push({
      label: labelOf(key),
      sent: wordOf(act.fields[key]),
      stands: stands((body) => wordOf(body.fields[key])),
    })
  for (const key of keysOf(act.parties, standing?.parties)) {
    const said = (ids: readonly string[] = []): string => ids.map((id) => nameOf(id, book)).join('、')
    lines.push({ label: labelOf(key), sent: said(act.parties[key]), stands: stands((body) => said(body.parties[key])) })
  }
  lines.push({ label: '备注', sent: act.note, stands: stands((body) => body.note) })
  if (standing?.state === 'withdrawn') lines.push({ label: '状态', sent: null, stands: '已撤回' })
  return lines.filter(saysSomething)
}

/** What is to be withdrawn as it stands, and why. */
export function withdrawLines(
  act: Extract<Act, { do: 'withdraw' }>,
  standing: EntryBody | null,
  book: WordBook,
): SideBySide[] {
  const stands = <T>(said: (body: EntryBody) => T): T | null => (standing ? said(standing) : null)
  const kind = standing ? kindOf(standing.kind, book) : undefined
  return [
    { label: '类别', sent: null, stands: stands((body) => kind?.label ?? body.kind) },
    { label: '日期', sent: null, stands: stands(daysOf) },
    { label: '地点', sent: null, stands: stands((body) => nameOf(body.placeId, book)) },
    { label: '备注', sent: null, stands: stands((body) => body.note) },
    { label: '状态', sent: '撤回', stands: stands((body) => (body.state === 'withdrawn' ? '已撤回' : '有效')) },
    { label: '撤回原因', sent: act.reason, stands: null },
  ].filter(saysSomething)
}

/** A reported problem, or a step of one, beside the problem as it stands. */
export function caseLines(
  act: Extract<Act, { do: 'case' | 'step' }>,
  standing: StandingCaseWords | null,
  book: WordBook,
): SideBySide[] {
  const stands = (said: (body: StandingCaseWords) => string): string | null => (standing ? said(standing) : null)
  const state = { label: '状态', sent: null, stands: stands((body) => STATE_LABEL[body.state]) }
  const where = stands((body) => nameOf(body.placeId, book))
  const issue = stands((body) => body.issue)
  if (act.do === 'step')
    return [
      { label: '问题', sent: null, stands: issue },
      { label: '地点', sent: null, stands: where },
      state,
      { label: '办理', sent: STEP_LABEL[act.step], stands: null },
      { label: '说明', sent: act.note, stands: null },
    ].filter(saysSomething)
  return [
    { label: '问题', sent: act.issue, stands: issue },
    {
      label: '问题类型',
      sent: book.problemType(act.typeCode),
      stands: stands((body) => book.problemType(body.typeCode)),
    },
    { label: '地点', sent: nameOf(act.placeId, book), stands: where },
    { label: '具体位置', sent: act.locus, stands: stands((body) => body.locus) },
    { label: '严重程度', sent: SEVERITY_LABEL[act.severity], stands: stands((body) => SEVERITY_LABEL[body.severity]) },
    { label: '发现日期', sent: act.foundOn, stands: stands((body) => body.foundOn) },
    { label: '当场整改', sent: act.fixedOnSpot ?? '', stands: null },
    state,
  ].filter(saysSomething)
}

/** Ids of places and parties an act or a record points to. */
export function idsIn(act: Act | { placeId: string | null; parties?: Record<string, string[]> }): string[] {
  const place = 'placeId' in act ? act.placeId : null
  const parties = 'parties' in act ? Object.values(act.parties ?? {}).flat() : []
  return [...(place ? [place] : []), ...parties]
}

const kindOf = (code: string, { kinds }: WordBook): KindDef | undefined => kinds.find((kind) => kind.code === code)
const nameOf = (id: string | null, { names }: WordBook): string => (id === null ? '' : (names.get(id) ?? '—'))
const keysOf = (a: object, b: object = {}): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])]
const saysSomething = ({ sent, stands }: SideBySide): boolean => Boolean(sent) || Boolean(stands)
const daysOf = ({ dayFrom, dayTo }: EntryBody): string => (dayFrom === dayTo ? dayFrom : `${dayFrom} 至 ${dayTo}`)

function amountWords({ amounts }: Extract<Act, { do: 'entry' }>, kind: KindDef | undefined): string {
  const said = Object.entries(amounts).map(([key, amount]) => {
    const measure = kind?.measures.find((one) => one.key === key)
    return `${measure?.label ?? key} ${amount}${measure?.unit ?? ''}`
  })
  return said.join('，')
}

function wordOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' ? value : ''
}
