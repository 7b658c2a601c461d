import { z } from 'zod'
import { DayText, Id, ReasonText } from '#kernel/shapes.ts'
import { Hash } from './schema.ts'

/** What phones sent and could not be applied, as the office looks at it and settles it. */
export const WAITING_STATES = ['waiting', 'applied', 'dropped'] as const
export type WaitingState = (typeof WAITING_STATES)[number]
export const WAITING_STATE_LABEL: Record<WaitingState, string> = {
  waiting: '待处理',
  applied: '已代为入账',
  dropped: '已搁置',
}

export const ACT_LABEL = { entry: '台账记录', case: '新问题', step: '问题办理', withdraw: '撤回记录' } as const

export const WaitingQuery = z.strictObject({
  state: z.enum(WAITING_STATES).default('waiting'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(100).default(20),
})

export const WaitingRow = z.strictObject({
  id: Id,
  state: z.enum(WAITING_STATES),
  /**
   * content, fork: it clashes with what the same phone sent. refused-now: `problem` says what stood in the way. photos:
   * it is done by itself when the photos it needs are here.
   */
  why: z.enum(['content', 'fork', 'refused-now', 'photos']),
  /** Why it waits, as its sender was told. */
  problem: z.string(),
  act: z.enum(['entry', 'case', 'step', 'withdraw']),
  /** What it says, in one line. */
  summary: z.string(),
  who: z.string(),
  /** It came in a file that a phone wrote: what that file says of who saved it, for nobody signed for it. */
  fromFile: z.strictObject({ author: z.string() }).nullable(),
  /** Those of one group may be settled together: nothing but the sender's right was in the way, or it came in a file. */
  alike: z.enum(['role', 'file']).nullable(),
  /** The last digits of the phone's id, to tell two phones apart. */
  phone: z.string(),
  /** What the phone's clock said; a claim. ISO, or '' when it said nothing readable. */
  claimedAt: z.string(),
  /** Milliseconds the phone's clock was ahead when last asked; null while unknown. */
  clockAhead: z.number().nullable(),
  /** By the server's clock. */
  cameAt: z.string(),
  photos: z.strictObject({ told: z.int(), arrived: z.int() }),
  /** Counts how often it was settled; sent back with every act. */
  edition: z.int(),
  reason: z.string().nullable(),
  settledBy: z.string().nullable(),
  settledAt: z.string().nullable(),
})
export type WaitingRow = z.infer<typeof WaitingRow>

export const WaitingPage = z.strictObject({ total: z.int(), rows: z.array(WaitingRow) })

/** One line of two versions beside each other; null: that side says nothing of it. */
export const SideBySide = z.strictObject({
  label: z.string(),
  sent: z.string().nullable(),
  stands: z.string().nullable(),
})
export type SideBySide = z.infer<typeof SideBySide>

export const WaitingOne = WaitingRow.extend({
  lines: z.array(SideBySide),
  pictures: z.array(
    z.strictObject({
      sha256: Hash,
      role: z.enum(['scene', 'before', 'after']),
      source: z.enum(['camera', 'album', 'unknown']),
      takenAt: z.string().nullable(),
      /** Whether its bytes are here yet. */
      arrived: z.boolean(),
    }),
  ),
  /** The record or problem it touches, when there is one. */
  stands: z
    .strictObject({
      is: z.enum(['entry', 'case']),
      id: Id,
      version: z.int(),
      withdrawn: z.boolean(),
      changedBy: z.string(),
      changedAt: z.string(),
      reason: z.string(),
      photos: z.int(),
    })
    .nullable(),
  /** A later version from the same phone is in the ledger already. */
  outdated: z.boolean(),
  /** Others that wait about the same record. */
  others: z.array(z.strictObject({ id: Id, summary: z.string(), cameAt: z.string() })),
  /** The record it became of its own, beside the one it clashed with. */
  became: Id.nullable(),
  /** The phone's clock made its day a wrong one: the day it says, and the one it was. */
  clock: z.strictObject({ ahead: z.number(), said: DayText, day: DayText }).nullable(),
  /** Why it can never be applied as it is; null when it can be tried. */
  cannot: z.string().nullable(),
})
export type WaitingOne = z.infer<typeof WaitingOne>

const edition = z.int().min(0)

export const ApplyBody = z.strictObject({
  edition,
  /** The version of the record that was on show beside it; null when there was none. */
  stands: z.int().positive().nullable(),
  /** Needed where it replaces what stands in the ledger. */
  reason: ReasonText.optional(),
  /** The day it was, where the phone's clock wrote another. */
  day: DayText.optional(),
  /** Two things that happened: recorded as one of its own, beside what stands. */
  anew: z.boolean().optional(),
})
export type ApplyBody = z.infer<typeof ApplyBody>

export const SetAsideBody = z.strictObject({ edition, reason: ReasonText })
export const TakeUpBody = z.strictObject({ edition })

export const SettledAnswer = z.strictObject({
  id: Id,
  state: z.enum(WAITING_STATES),
  edition: z.int(),
  /** The record or problem it became part of, once applied. */
  object: z.strictObject({ is: z.enum(['entry', 'case']), id: Id }).nullable(),
  /** Photos that came with it and could not be tied to the record. */
  photosLeft: z.int(),
})
export type SettledAnswer = z.infer<typeof SettledAnswer>

/** A phone as far as the office needs it to help whoever carries it: no tracks, no time spent. */
export const PhoneRow = z.strictObject({
  phone: z.string(),
  /** Who signed in on it lately. */
  people: z.array(z.string()),
  /** When the last record from it came, by the server's clock. */
  heardAt: z.string(),
  waiting: z.int(),
  /** Photos it told of that are not here yet. */
  photosOwed: z.int(),
  /** The middle of what its last records said of its clock, in milliseconds ahead; null while it never said. */
  clockAhead: z.number().nullable(),
})
export type PhoneRow = z.infer<typeof PhoneRow>
export const PhoneList = z.strictObject({ phones: z.array(PhoneRow) })

/** From so much on, the office is told that a phone's clock is off. */
export const CLOCK_OFF_MS = 60_000
