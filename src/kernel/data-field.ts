import { z } from 'zod'

/**
 * A data field: one a catalogue describes, as opposed to one the program reasons about. Its validator is made at run
 * time from its definition, so that a new field is a change of data.
 */
export const DataField = z.strictObject({
  key: z
    .string()
    .max(40)
    .regex(/^[a-z][A-Za-z0-9]*$/),
  label: z.string().min(1).max(40),
  type: z.enum(['text', 'long', 'number', 'choice', 'flag', 'day']),
  /** Only of numbers. */
  unit: z.string().max(10).optional(),
  integer: z.boolean().optional(),
  /** Only of choices. */
  options: z.array(z.string().max(40)).max(60).optional(),
  /** The options are suggestions; other words are accepted too. */
  open: z.boolean().optional(),
  /** Only of flags: words in a cell that mean yes, and that mean no, besides 是 and 否. */
  yes: z.array(z.string().max(20)).max(20).optional(),
  no: z.array(z.string().max(20)).max(20).optional(),
  /** Other headings offices write over this column. */
  aliases: z.array(z.string().max(40)).max(30).optional(),
  required: z.boolean().optional(),
})
export type DataField = z.infer<typeof DataField>

/** What data fields hold: text, numbers, yes/no; absent when not known. */
export const DataValues = z.record(
  z.string().max(40),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
)
export type DataValues = z.infer<typeof DataValues>
