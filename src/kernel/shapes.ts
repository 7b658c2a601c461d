import { z } from 'zod'
import { isDay } from './days.ts'
import { UUID_PATTERN } from './ids.ts'

/** The smallest parts the schemas of all slices are made of, so that each is refused with the same words everywhere. */

/** In lower case only: the same id in capitals would be another one to everything that compares text. */
export const Id = z.string().regex(UUID_PATTERN, '编号格式不对')
/** Parameters of a path that names one object. */
export const ById = z.object({ id: Id })
export const DayText = z.string().max(10).refine(isDay, '日期应写成 2020-05-08 这样的真实日期')
/** Exact decimal text, never a float: '1.3', '3920'. Six digits behind the point, as kernel/decimal.ts counts. */
export const DecimalText = z
  .string()
  .max(20)
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, '应为数字')
/** Why something is corrected, closed or taken away. */
export const ReasonText = z.string().trim().min(1).max(200).meta({ label: '原因' })
