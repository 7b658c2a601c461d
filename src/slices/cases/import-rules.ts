import type { Day } from '#kernel/days.ts'
import { instantOf } from '#kernel/work-calendar.ts'
import { type CaseBody, UNTOUCHED } from './case-body.ts'
import type { CaseImport } from './import-schema.ts'

/** Whether anything was done to a case in the product: then a sheet corrects its words only, never its state. */
export function hasMoved(
  body: Pick<CaseBody, 'state' | 'closing' | 'dispatchedAt' | 'outside' | 'recheckOn'>,
): boolean {
  if (body.closing === 'before') return body.state !== 'closed' || body.recheckOn !== null
  return body.state !== 'accepted' || body.dispatchedAt !== null || body.outside !== ''
}

/** A row of a sheet as a case that nobody has seen yet: open ones count as accepted the moment they come in. */
export function importedCase(item: CaseImport, author: string, now: Date): CaseBody {
  const at = now.toISOString()
  return standing(
    {
      ...UNTOUCHED,
      typeCode: '',
      pointType: item.pointType,
      checkItem: item.checkItem,
      severity: 'ordinary',
      issue: item.issue,
      placeId: item.placeId,
      locus: item.locus,
      source: 'import',
      sourceRef: '',
      foundOn: item.foundOn,
      handedDown: false,
      author,
      recordedAt: at,
      state: 'accepted',
      partyId: item.partyId,
      act: { step: 'import', note: item.note },
    },
    item,
    at,
  )
}

/**
 * A case as the sheet says it now. One that moved keeps its state and its responsible body: what the product holds is
 * later than any sheet.
 */
export function correctedCase(body: CaseBody, item: CaseImport, now: Date): CaseBody {
  const words = {
    pointType: item.pointType,
    checkItem: item.checkItem,
    issue: item.issue,
    placeId: item.placeId,
    locus: item.locus,
    foundOn: item.foundOn,
  }
  if (hasMoved(body)) return { ...body, ...words }
  return standing({ ...body, ...words, partyId: item.partyId }, item, now.toISOString())
}

/** 已整改 in a sheet: closed before it was ever registered. History, and outside every closing rate. */
function standing(body: CaseBody, item: CaseImport, at: string): CaseBody {
  if (!item.fixed)
    return { ...body, state: 'accepted', acceptedAt: body.acceptedAt ?? at, closedAt: null, closing: null }
  const day = item.fixedOn !== null && item.fixedOn > item.foundOn ? item.fixedOn : item.foundOn
  return { ...body, state: 'closed', acceptedAt: null, closedAt: noonOf(day), closing: 'before' }
}

/** The day is all a sheet knows; noon stands for it. */
function noonOf(day: Day): string {
  return instantOf(day, 12 * 60).toISOString()
}
