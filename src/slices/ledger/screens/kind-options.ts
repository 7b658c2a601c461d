import type { Say } from '#kernel/web/words.ts'
import type { KindDef } from '../kind-schema.ts'

/** The kinds under the headings they belong to, for a choice. */
export function kindOptions(kinds: readonly KindDef[], t: Say) {
  const groups = [...new Set(kinds.map((kind) => kind.group))]
  return groups.map((group) => ({
    label: group || t('其他'),
    options: kinds.filter((kind) => kind.group === group).map((kind) => ({ value: kind.code, label: kind.label })),
  }))
}
