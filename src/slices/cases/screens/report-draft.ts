import type { FormValues } from '#kernel/web/field-spec.ts'
import type { CaseDraft } from '../draft-schema.ts'
import type { ProblemType } from '../type-schema.ts'

export function typeOf(types: readonly ProblemType[], code: unknown): ProblemType | undefined {
  return types.find((type) => type.code === code)
}

interface ReportDraft {
  draft: Omit<CaseDraft, 'photos' | 'relapseOf' | 'id'>
  /**
   * 即查即改 of a type that is only struck off with a photo: photos come after the report, so it is closed once they
   * are there, with these words.
   */
  closeLater: string | null
}

/** What the form holds, as a report says it: what is empty or not asked is left out. */
export function draftOf(types: readonly ProblemType[], values: FormValues): ReportDraft {
  const text = (key: string): string => (typeof values[key] === 'string' ? (values[key] as string).trim() : '')
  const source = (text('source') || 'patrol') as CaseDraft['source']
  const onSpot = values.fixed === true && source === 'patrol' ? text('fixedOnSpot') : ''
  const byPhoto = onSpot !== '' && typeOf(types, values.typeCode)?.photo === 'after'
  const optional = {
    typeCode: text('typeCode'),
    checkItem: text('checkItem'),
    locus: text('locus'),
    foundOn: text('foundOn'),
    sourceRef: source === 'patrol' ? '' : text('sourceRef'),
    fixedOnSpot: byPhoto ? '' : onSpot,
  }
  return {
    draft: {
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== '')),
      issue: text('issue'),
      placeId: text('placeId') || null,
      severity: (text('severity') || 'ordinary') as CaseDraft['severity'],
      source,
    },
    closeLater: byPhoto ? onSpot : null,
  }
}
