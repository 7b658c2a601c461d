import type { FieldSpec, FormValues } from '#kernel/web/field-spec.ts'
import { today } from '#kernel/web/period.ts'
import type { Say } from '#kernel/web/words.ts'
import { isPartyField } from '../rules.ts'
import type { FieldDef, KindDef } from '../kind-schema.ts'
import { ENTRY_LIMITS, type CampaignView, type EntryDraft, type EntryRow } from '../schema.ts'
import { drawPartyField } from './party-field.tsx'

/** What the person filling the form may do and choose from. */
interface SpecContext {
  t: Say
  campaigns: readonly CampaignView[]
  /** May register a unit, team or person that is not there yet. */
  registers: boolean
  /** The record being corrected. */
  row?: EntryRow | undefined
}

/** The form of a kind: place and time, its quantities, its own fields, and why where something is corrected. */
export function specsOfKind(kind: KindDef, { t, campaigns, registers, row }: SpecContext): FieldSpec[] {
  const measures = kind.measures.filter((measure) => !measure.retired)
  const fields = kind.fields.filter((field) => !field.retired)
  const basics = t('时间地点')
  const others = t('内容')
  return [
    ...(kind.undated ? yearSpecs(t, basics) : daySpecs(t, basics)),
    { name: 'placeId', label: t('地点'), type: 'place', required: kind.placeRequired, group: basics },
    {
      name: 'locus',
      label: t('具体位置'),
      type: 'text',
      max: ENTRY_LIMITS.locus,
      group: basics,
      help: t('登记册里地点之外的补充，如“门口”“23号商铺”'),
    },
    ...measures.map((measure): FieldSpec => ({
      name: `amounts.${measure.key}`,
      label: measure.label,
      type: 'number',
      unit: measure.unit,
      integer: measure.integer === true,
      max: 999_999_999_999,
      group: t('数量'),
    })),
    ...fields.map((field) => specOfField(field, { t, registers, group: others })),
    {
      name: 'campaignId',
      label: t('专项行动'),
      type: 'choice',
      group: others,
      options: campaigns
        .filter(
          (campaign) =>
            campaign.kinds.length === 0 || campaign.kinds.includes(kind.code) || campaign.id === row?.campaignId,
        )
        .map((campaign) => ({ value: campaign.id, label: campaign.name })),
    },
    { name: 'note', label: t('备注'), type: 'long', max: ENTRY_LIMITS.note, group: others },
    ...(row
      ? [
          {
            name: 'reason',
            label: t('更正原因'),
            type: 'text',
            required: true,
            max: 200,
            help: t('会留在修改历史里'),
            group: t('为什么更正'),
          } as const,
        ]
      : []),
  ]
}

function daySpecs(t: Say, group: string): FieldSpec[] {
  return [
    { name: 'dayFrom', label: t('日期'), type: 'day', required: true, max: today(), group },
    { name: 'dayTo', label: t('结束日期'), type: 'day', max: today(), help: t('跨几天的才填；当天的事不用填'), group },
  ]
}

function yearSpecs(t: Say, group: string): FieldSpec[] {
  const now = Number(today().slice(0, 4))
  const years = Array.from({ length: now - 2008 }, (_, at) => String(now - at))
  return [
    {
      name: 'year',
      label: t('所属年份'),
      type: 'choice',
      required: true,
      options: years.map((year) => ({ value: year, label: t('{year}年', { year }) })),
      help: t('这类记录不分日期，算在全年里'),
      group,
    },
  ]
}

function specOfField(
  field: FieldDef,
  { t, registers, group }: { t: Say; registers: boolean; group: string },
): FieldSpec {
  const common = { label: field.label, required: field.required === true, group }
  const options = (field.options ?? []).map((word) => ({ value: word, label: word }))
  switch (field.type) {
    case 'party':
    case 'parties': {
      const name = `parties.${field.key}`
      return {
        ...common,
        name,
        type: 'own',
        draw: drawPartyField({ many: field.type === 'parties', kind: field.partyKind, registers }),
      }
    }
    case 'choice':
      return { ...common, name: `fields.${field.key}`, type: 'choice', options, open: field.open === true }
    case 'number':
      return { ...common, name: `fields.${field.key}`, type: 'number', min: -999_999_999_999 }
    case 'flag':
      return {
        ...common,
        name: `fields.${field.key}`,
        required: false,
        type: 'flag',
        yes: t('{label}：是', { label: field.label }),
      }
    case 'long':
      return { ...common, name: `fields.${field.key}`, type: 'long', max: ENTRY_LIMITS.long }
    case 'day':
      return { ...common, name: `fields.${field.key}`, type: 'day' }
    case 'text':
      return { ...common, name: `fields.${field.key}`, type: 'text', max: ENTRY_LIMITS.text }
  }
}

/** What the form begins with: the record to correct, or a new one today. */
export function valuesOfEntry(kind: KindDef, row: EntryRow | undefined, preset: EntryPreset): FormValues {
  if (!row) {
    const day = preset.day ?? today()
    return {
      dayFrom: day,
      dayTo: null,
      year: day.slice(0, 4),
      placeId: preset.placeId ?? null,
      campaignId: preset.campaignId ?? null,
    }
  }
  const values: FormValues = {
    dayFrom: row.dayFrom,
    dayTo: row.dayTo === row.dayFrom ? null : row.dayTo,
    year: row.dayFrom.slice(0, 4),
    placeId: row.placeId,
    locus: row.locus,
    campaignId: row.campaignId,
    note: row.note,
    reason: '',
  }
  for (const each of row.amounts) values[`amounts.${each.measure}`] = each.amount
  for (const field of kind.fields) {
    if (isPartyField(field)) values[`parties.${field.key}`] = (row.parties[field.key] ?? []).map((party) => party.id)
    else values[`fields.${field.key}`] = row.fields[field.key] ?? null
  }
  return values
}

/** What a new record is begun from: the list it is added to, or the sentence of a report it is missing in. */
export interface EntryPreset {
  kind?: string | undefined
  placeId?: string | undefined
  campaignId?: string | undefined
  day?: string | undefined
}

/** The record as the form says it. What a corrected record holds of retired fields stays. */
export function draftOfValues(kind: KindDef, values: FormValues, row: EntryRow | undefined): EntryDraft {
  const text = (name: string): string => String(values[name] ?? '').trim()
  const draft: EntryDraft = {
    kind: kind.code,
    placeId: text('placeId') || null,
    locus: text('locus'),
    ...(kind.undated
      ? { dayFrom: `${text('year')}-01-01`, dayTo: `${text('year')}-12-31` }
      : { dayFrom: text('dayFrom'), dayTo: text('dayTo') || text('dayFrom') }),
    campaignId: text('campaignId') || null,
    amounts: {},
    fields: {},
    parties: {},
    note: text('note'),
    via: row?.via ?? 'form',
  }
  for (const measure of kind.measures) {
    const amount = measure.retired
      ? row?.amounts.find((each) => each.measure === measure.key)?.amount
      : text(`amounts.${measure.key}`)
    if (amount) draft.amounts[measure.key] = amount
  }
  for (const field of kind.fields) {
    const value = values[`${isPartyField(field) ? 'parties' : 'fields'}.${field.key}`]
    if (isPartyField(field)) {
      if (Array.isArray(value) && value.length > 0) draft.parties[field.key] = value as string[]
    } else if (field.type === 'flag') {
      if (value !== undefined && value !== null) draft.fields[field.key] = value === true
    } else if (value !== undefined && value !== null && value !== '') draft.fields[field.key] = String(value)
  }
  return draft
}
