import { cutText } from '#kernel/cut-text.ts'
import { CASE_TEXT, type CaseImport } from '#slices/cases/import-schema.ts'
import { STATE_LABEL } from '#slices/cases/schema.ts'
import type { KindDef } from '#slices/ledger/kind-schema.ts'
import { planEntry } from './plan-entry.ts'
import { noteOn, type RowDrafts, type RowInput } from './row-drafts.ts'
import { FIELD } from './target-def.ts'

/** One problem from one row: read and checked like any row of a ledger, then taken as a case. */
export function planCase(input: RowInput, sheet: KindDef): RowDrafts {
  const { desk, linked } = input
  const { acts, notes } = planEntry(input, sheet)
  const [act] = acts
  if (act?.type !== 'entry') return { acts: [], notes }
  const { draft } = act
  const word = (key: string): string => (typeof draft.fields[key] === 'string' ? draft.fields[key] : '')
  for (const key of ['issue', 'checkItem', 'pointType'] as const) {
    const limit = CASE_TEXT[key]
    if (word(key).length > limit) notes.push(noteOn(input, FIELD + key, 'value.too-long', 'error', { limit }))
  }
  if (notes.some((note) => note.severity === 'error')) return { acts: [], notes }
  const id = linked.get('case') ?? draft.id
  const fixed = word('status') === '已整改'
  const standing = desk.caseOf(id)
  // What is under way in the product ends there, by somebody who looked; a cell of a sheet does not end it.
  if (fixed && standing?.moved && !standing.closed) {
    notes.push(noteOn(input, `${FIELD}status`, 'case.under-way', 'question', { state: STATE_LABEL[standing.state] }))
  }
  const deadline = word('deadline')
  const item: CaseImport = {
    id,
    pointType: word('pointType'),
    checkItem: word('checkItem'),
    issue: word('issue'),
    placeId: draft.placeId,
    locus: cutText(draft.locus ?? '', CASE_TEXT.locus),
    foundOn: draft.dayFrom,
    partyId: draft.parties['unit']?.[0] ?? null,
    fixed,
    fixedOn: word('fixedOn') || null,
    note: cutText([deadline && `整改时限：${deadline}`, draft.note].filter(Boolean).join('；'), CASE_TEXT.note),
  }
  return { acts: [{ type: 'case', draft: item }], notes }
}
