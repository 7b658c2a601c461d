import type { FigureDef } from '#kernel/figure.ts'
import { SOURCE_LABEL, SOURCES, type Source } from './schema.ts'

/**
 * Which cases a figure counts. Those closed before they were registered are history: they stand in found and fixed,
 * and in no rate.
 *   open        found by the last day, not declined, not closed by then
 *   found       found within the period, not declined; fixed: those of them closed by its end
 *   handled     found, without those closed before the register
 *   received    reported within the period; registered: accepted within it
 *   due         their deadline lies within the period, or their closing where they never had a deadline
 *   rechecked   looked at again (回头看) within the period
 * and, of those due: closed by the end of the period, on time, suspended (缓办), sent back or given more time at least
 * once; of those rechecked: relapsed.
 */
export type CasePart =
  | 'open'
  | 'found'
  | 'fixed'
  | 'handled'
  | 'received'
  | 'registered'
  | 'due'
  | 'due-not-held'
  | 'closed'
  | 'on-time'
  | 'sent-back'
  | 'extended'
  | 'rechecked'
  | 'relapsed'

/** What the store needs to answer: the cases counted and, for a rate, those they are a share of. */
export interface CaseAsk {
  part: CasePart
  of: CasePart | null
  placeType: string | null
  source: Source | null
}

export const askOf = (def: FigureDef): CaseAsk => def.ask as unknown as CaseAsk

function figure(
  key: string,
  label: string,
  ask: Partial<CaseAsk> & Pick<CaseAsk, 'part'>,
  tense: FigureDef['tense'] = 'flow',
): FigureDef {
  const whole: CaseAsk = { of: null, placeType: null, source: null, ...ask }
  return {
    key,
    label,
    unit: whole.of === null ? '个' : '%',
    source: 'cases',
    ask: { ...whole },
    print: 'exact',
    hedge: '余',
    tense,
  }
}

export const caseFigureDefs: FigureDef[] = [
  figure('problem.open.count', '未整改问题', { part: 'open' }, 'register'),
  figure('problem.open.yard.count', '未整改问题（楼院）', { part: 'open', placeType: 'yard' }, 'register'),
  figure('problem.open.alley.count', '未整改问题（背街小巷）', { part: 'open', placeType: 'alley' }, 'register'),
  figure('problem.found.count', '发现问题', { part: 'found' }),
  figure('problem.fixed.count', '已整改问题', { part: 'fixed' }),
  figure('case.received.count', '受理问题', { part: 'received' }),
  figure('case.registered.count', '立案问题', { part: 'registered' }),
  figure('case.due.count', '应结案问题', { part: 'due' }),
  figure('case.closed.count', '结案问题', { part: 'closed' }),
  figure('case.ontime.count', '按期结案问题', { part: 'on-time' }),
  figure('case.closing.rate', '结案率', { part: 'closed', of: 'due' }),
  figure('case.ontime.rate', '按期结案率', { part: 'on-time', of: 'due-not-held' }),
  figure('case.rework.rate', '返工率', { part: 'sent-back', of: 'due' }),
  figure('case.extension.rate', '延期率', { part: 'extended', of: 'due' }),
  figure('case.fixed.rate', '整改率', { part: 'fixed', of: 'handled' }),
  figure('case.relapse.rate', '反弹率', { part: 'relapsed', of: 'rechecked' }),
  ...SOURCES.map((source) =>
    figure(`case.${source}.share`, `立案来源占比（${SOURCE_LABEL[source]}）`, {
      part: 'registered',
      of: 'registered',
      source,
    }),
  ),
]
