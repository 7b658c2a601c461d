import type { Say } from '#kernel/web/words.ts'
import type { PartyKind } from '../schema.ts'

export function kindWord(kind: PartyKind, t: Say): string {
  return { person: t('人员'), unit: t('单位'), team: t('志愿服务队') }[kind]
}
