import { z } from 'zod'
import { DayText, Id } from '#kernel/shapes.ts'
import { PLAIN_STATES } from './schema.ts'
import { SNAP_MOST } from './snap-words-rules.ts'

/** A picture as text: the page makes it small; one million bytes are a third more letters. */
const MOST_PHOTO_TEXT = 1_400_000

export const SnapCommunity = z.object({
  code: z
    .string()
    .max(40)
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/),
})

export const SnapPage = z.strictObject({
  community: z.string(),
  places: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      /** The names above it: 第一网格. */
      within: z.string(),
    }),
  ),
})
export type SnapPage = z.infer<typeof SnapPage>

const contact = z.string().trim().max(SNAP_MOST.contact).default('').meta({ label: '联系方式' })
/** Not shown to people: whoever fills it in is a machine. */
const website = z.string().max(200).default('')

export const SnapReport = z.strictObject({
  /** Made by the page, so that a report sent twice over a bad line is one. */
  id: Id.optional(),
  issue: z.string().trim().min(4).max(SNAP_MOST.issue).meta({ label: '问题' }),
  placeId: Id.nullable().meta({ label: '地点' }),
  locus: z.string().trim().max(SNAP_MOST.locus).default('').meta({ label: '具体位置' }),
  contact,
  website,
  /** JPEG, PNG or WebP in base64, told by how such files begin; what it really is, is seen when it is read. */
  photo: z
    .string()
    .max(MOST_PHOTO_TEXT)
    .regex(/^(?:\/9j\/|iVBORw0KGgo|UklGR)/)
    .optional()
    .meta({ label: '照片' }),
})
export type SnapReport = z.infer<typeof SnapReport>

export const SnapJoin = z.strictObject({ caseId: Id, contact, website })

/** The code to look it up with; shown once. */
export const SnapTaken = z.strictObject({ code: z.string() })
export type SnapTaken = z.infer<typeof SnapTaken>

export const SnapNear = z.array(z.strictObject({ id: Id, words: z.string(), day: DayText, joins: z.int() }))
export type SnapNear = z.infer<typeof SnapNear>

export const SnapLook = z.strictObject({ follow: z.string().max(40).meta({ label: '查询码' }) })
export const SnapSaid = SnapLook.extend({ fixed: z.boolean() })

export const SnapProgress = z.strictObject({
  state: z.enum(PLAIN_STATES),
  title: z.string(),
  words: z.string(),
  issue: z.string(),
  place: z.string(),
  /** Day it was reported. */
  day: DayText,
  /** Others who met it too. */
  joins: z.int(),
  /** It is closed: the page asks whether it is really fixed. */
  asks: z.boolean(),
  said: z.enum(['', 'fixed', 'not-fixed']),
  hasContact: z.boolean(),
})
export type SnapProgress = z.infer<typeof SnapProgress>

export const Follower = z.strictObject({
  at: z.string(),
  contact: z.string(),
  said: z.enum(['', 'fixed', 'not-fixed']),
})
export type Follower = z.infer<typeof Follower>
