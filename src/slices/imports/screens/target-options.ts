import type { Say } from '#kernel/web/words.ts'
import type { ImportTarget } from '../schema.ts'

/** What a sheet can be, registers and ledgers apart. */
export function targetOptions(targets: readonly ImportTarget[], t: Say) {
  const of = (test: (target: ImportTarget) => boolean) =>
    targets.filter(test).map((target) => ({ value: target.code, label: target.label }))
  const isKind = (target: ImportTarget) => target.code.startsWith('kind:')
  return [
    { label: t('台账'), options: of(isKind) },
    { label: t('登记'), options: of((target) => !isKind(target)) },
  ].filter((group) => group.options.length > 0)
}
