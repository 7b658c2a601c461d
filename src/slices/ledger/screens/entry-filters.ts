import type { FilterSpec } from '#kernel/web/filter-bar.tsx'
import type { Say } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'
import { STATE_LABEL, VIA, VIA_LABEL, type CampaignView } from '../schema.ts'

interface Choices {
  kinds: readonly KindDef[]
  campaigns: readonly CampaignView[]
  authors: readonly { id: string; name: string }[]
}

/** What the ledger can be narrowed by; the keys are those of the server's filter. */
export function entryFilters(t: Say, { kinds, campaigns, authors }: Choices): FilterSpec[] {
  return [
    { key: 'text', label: t('文字'), type: 'search', placeholder: t('地点、内容、单位、备注') },
    {
      key: 'kind',
      label: t('类别'),
      type: 'choice',
      options: kinds.map((kind) => ({ value: kind.code, label: kind.label })),
    },
    { key: 'place', label: t('地点（含下级）'), type: 'place' },
    { key: 'period', label: t('期间'), type: 'period' },
    {
      key: 'campaign',
      label: t('专项行动'),
      type: 'choice',
      options: campaigns.map((campaign) => ({ value: campaign.id, label: campaign.name })),
    },
    {
      key: 'author',
      label: t('记录人'),
      type: 'choice',
      options: authors.map((author) => ({ value: author.id, label: author.name })),
    },
    {
      key: 'via',
      label: t('来源'),
      type: 'choice',
      options: VIA.map((via) => ({ value: via, label: t(VIA_LABEL[via]) })),
    },
    {
      key: 'photos',
      label: t('照片'),
      type: 'choice',
      options: [
        { value: 'yes', label: t('有照片') },
        { value: 'no', label: t('没有照片') },
      ],
    },
    {
      key: 'state',
      label: t('状态'),
      type: 'choice',
      any: t('有效'),
      options: [{ value: 'withdrawn', label: t(STATE_LABEL.withdrawn) }],
    },
  ]
}

const FILTER_KEYS = ['text', 'kind', 'place', 'from', 'to', 'campaign', 'author', 'via', 'photos', 'state'] as const

/** The first filters stand open; the others where they are asked for or in use. */
export function shownFilters(
  specs: FilterSpec[],
  values: Record<string, string>,
  all: boolean,
  first: number,
): FilterSpec[] {
  return all ? specs : specs.filter((spec, at) => at < first || values[spec.key] !== undefined)
}

/** The part of the address that is the filter; what else stands there (the open record) is not sent. */
export function filterOf(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(FILTER_KEYS.flatMap((key) => (values[key] ? [[key, values[key]]] : [])))
}
