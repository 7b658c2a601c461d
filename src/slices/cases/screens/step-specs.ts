import type { FieldSpec, FormValues } from '#kernel/web/field-spec.ts'
import { addDays } from '#kernel/days.ts'
import type { Role } from '#kernel/reader.ts'
import { today } from '#kernel/web/period.ts'
import type { Say } from '#kernel/web/words.ts'
import { LIMIT_UNIT_LABEL, LIMIT_UNITS } from '#kernel/work-calendar.ts'
import { firstToAnswer } from '../routing-rules.ts'
import { OFFICE } from '../rules.ts'
import type { CasePhoto } from '../schema.ts'
import type { CaseStep, StepName } from '../step-schema.ts'
import type { CaseFull } from '../view-schema.ts'

/** What one step asks, and what the form begins with. */
export interface StepForm {
  fields: FieldSpec[]
  initial: FormValues
  /** Photos can be added with the step; what they most likely show. */
  photos?: CasePhoto['role']
  /** One line above the fields. */
  hint?: string
}

const COMMUNITY_ROLES: readonly Role[] = [...OFFICE, 'grid']

/** The form of a step: exactly what that step needs, filled in as far as the case already knows it. */
export function stepForm(name: StepName, row: CaseFull, role: Role, t: Say): StepForm {
  const note = (label: string, required = true): FieldSpec => ({
    name: 'note',
    label,
    type: 'long',
    max: 500,
    required,
  })
  const reason = (label = t('原因')): FieldSpec => ({ name: 'reason', label, type: 'long', required: true, max: 200 })
  const tomorrow = addDays(today(), 1)
  switch (name) {
    case 'accept':
      return { fields: [note(t('说明（选填）'), false)], initial: {} }
    case 'decline':
      return { fields: [reason(t('不予受理的原因'))], initial: {} }
    case 'dispatch':
      return dispatchForm(row, t, note(t('要求（选填）'), false))
    case 'return':
      return {
        fields: [reason(t('退回的原因'))],
        initial: {},
        hint: t('不属于本单位、地点不对等，写明原因退回社区重新交办。'),
      }
    case 'start':
    case 'resume':
      return { fields: [note(t('说明（选填）'), false)], initial: {} }
    case 'ask-extension':
      return {
        fields: [{ name: 'until', label: t('申请延到'), type: 'day', required: true, min: tomorrow }, reason()],
        initial: {},
        hint: t('批复前时限暂停计算。'),
      }
    case 'grant-extension':
      return {
        fields: [
          { name: 'until', label: t('准予延到'), type: 'day', required: true, min: today() },
          note(t('说明（选填）'), false),
        ],
        initial: { until: row.askedUntil },
      }
    case 'refuse-extension':
      return { fields: [reason(t('不准延期的原因'))], initial: {} }
    case 'suspend':
      return {
        fields: [{ name: 'reviewOn', label: t('复核日期'), type: 'day', required: true, min: tomorrow }, reason()],
        initial: { reviewOn: addDays(today(), 14) },
        hint: t('暂时整改不了的写明原因；时限暂停，到复核日期再看。'),
      }
    case 'coordinate':
      return {
        fields: [
          { name: 'body', label: t('需协调的单位'), type: 'text', required: true, max: 60 },
          reason(t('为什么要街道协调')),
        ],
        initial: {},
        hint: t('线缆、道路等要由外单位办的，提请街道协调。时限照常计算。'),
      }
    case 'follow-up':
      return { fields: [note(t('跟进情况'))], initial: {} }
    case 'coordinated':
      return { fields: [note(t('协调结果'))], initial: {} }
    case 'feed-back':
      return {
        fields: [
          note(t('整改情况')),
          {
            name: 'byCommunity',
            label: t('由社区自行整改，不是责任单位做的'),
            type: 'flag',
            when: () => row.partyId !== null && COMMUNITY_ROLES.includes(role),
          },
        ],
        initial: { byCommunity: false },
        photos: 'after',
      }
    case 'pass':
      return { fields: [note(t('核查情况'))], initial: {}, photos: 'after' }
    case 'rework':
      return { fields: [reason(t('哪里没有改好'))], initial: {}, photos: 'scene' }
    case 'self-close':
      return { fields: [note(t('整改情况'))], initial: {}, photos: 'after' }
    case 'schedule-recheck':
      return {
        fields: [{ name: 'on', label: t('回头看日期'), type: 'day', required: true, min: today() }],
        initial: { on: row.recheckOn ?? tomorrow },
        hint: t('由谁去看，从没有参与整改的人里随机抽取。'),
      }
    case 'draw-sample':
      return { fields: [], initial: {}, hint: t('把这个自行销号的问题列入抽查，由上级到现场看。') }
    case 'redraw':
      return { fields: [reason(t('另抽的原因'))], initial: {} }
    case 'keep':
      return { fields: [note(t('回头看情况'))], initial: {}, photos: 'after' }
    case 'relapse':
      return {
        fields: [note(t('反弹情况'))],
        initial: {},
        photos: 'scene',
        hint: t('会另立一个问题，与这个问题相连，重新走一遍整改。'),
      }
    case 'join':
      return { fields: [note(t('补充说明（选填）'), false)], initial: {} }
  }
}

function dispatchForm(row: CaseFull, t: Say, note: FieldSpec): StepForm {
  const first = firstToAnswer(row.answering)
  return {
    fields: [
      {
        name: 'partyId',
        label: t('责任单位或责任人'),
        type: 'party',
        help: first
          ? t('已按责任预填：{party}。清空就由社区自行整改。', { party: first.party })
          : t('这里没有人负责。不选就由社区自行整改。'),
      },
      { name: 'n', label: t('时限（不填按类型和程度自动算）'), type: 'number', min: 0, max: 400 },
      {
        name: 'unit',
        label: t('时限单位'),
        type: 'choice',
        options: LIMIT_UNITS.map((value) => ({ value, label: t(LIMIT_UNIT_LABEL[value]) })),
        when: ({ n }) => typeof n === 'string' && n !== '',
        required: true,
      },
      note,
    ],
    initial: { partyId: first?.partyId ?? null, unit: 'working-days' },
  }
}

/** The step as it is sent: only what this step knows, nothing empty. */
export function stepOf(name: StepName, version: number, values: FormValues): CaseStep {
  const text = (key: string): string => (typeof values[key] === 'string' ? (values[key] as string).trim() : '')
  const said = Object.fromEntries(
    ['note', 'reason', 'until', 'reviewOn', 'body', 'on'].flatMap((key) => (text(key) ? [[key, text(key)]] : [])),
  )
  const dispatch = {
    partyId: text('partyId') || null,
    ...(text('n') ? { limit: { n: Number(text('n')), unit: text('unit') } } : {}),
  }
  return {
    step: name,
    version,
    ...said,
    ...(name === 'dispatch' ? dispatch : {}),
    ...(name === 'feed-back' ? { byCommunity: values.byCommunity === true } : {}),
  } as CaseStep
}
