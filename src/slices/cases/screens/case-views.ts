import type { Query } from '#kernel/web/api.ts'
import type { Say } from '#kernel/web/words.ts'
import type { CaseBoard } from '../board-schema.ts'
import { PLAIN_STATE_LABEL, PLAIN_STATES } from '../schema.ts'

/** One way to look at the list: a state, or what is late or waits. Choosing one lets go of the others. */
export interface CaseView {
  key: string
  label: string
  count: number | null
  /** What the count leaves out. */
  note?: string
  patch: Record<string, string>
}

/** The parts of the address a view is made of; `all` shows ended problems beside open ones. */
const VIEW_KEYS = ['plain', 'overdue', 'mine', 'recheck', 'ended', 'all', 'state', 'relapsed'] as const

export function stateViews(board: CaseBoard | undefined, t: Say): CaseView[] {
  const open = board
    ? PLAIN_STATES.reduce((sum, state) => (state === 'done' ? sum : sum + (board.plain[state] ?? 0)), 0)
    : null
  return [
    { key: 'open', label: t('未办结'), count: open, patch: {} },
    ...PLAIN_STATES.map((state) => ({
      key: state,
      label: t(PLAIN_STATE_LABEL[state]),
      count: board?.plain[state] ?? null,
      ...(state === 'done' ? { note: t('近30天') } : {}),
      patch: { plain: state } as Record<string, string>,
    })),
    { key: 'all', label: t('全部'), count: null, patch: { all: 'yes' } },
  ]
}

export function alarmViews(board: CaseBoard | undefined, t: Say): CaseView[] {
  return [
    { key: 'to-do', label: t('该我办的'), count: board?.toDo ?? null, patch: { mine: 'to-do' } },
    { key: 'overdue', label: t('超期'), count: board?.overdue ?? null, patch: { overdue: 'yes' } },
    { key: 'recheck', label: t('回头看到期'), count: board?.recheckDue ?? null, patch: { recheck: 'due' } },
    { key: 'reported', label: t('我上报的'), count: null, patch: { mine: 'reported' } },
  ]
}

/** What to change in the address so that this view and no other is on show. */
export function patchTo(view: CaseView): Record<string, string | undefined> {
  return { ...Object.fromEntries(VIEW_KEYS.map((key) => [key, undefined])), ...view.patch }
}

export function isOn(view: CaseView, values: Record<string, string>): boolean {
  const chosen = VIEW_KEYS.filter((key) => values[key] !== undefined)
  return chosen.length === Object.keys(view.patch).length && chosen.every((key) => values[key] === view.patch[key])
}

/** The filter as the server knows it. Unless somebody asks for more, ended problems are out of the way. */
export function queryOf(values: Record<string, string>): Query {
  const { all, ...filter } = values
  const open = all === undefined && !VIEW_KEYS.some((key) => filter[key] !== undefined)
  return open ? { ...filter, ended: 'open' } : filter
}
