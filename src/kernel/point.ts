import { z } from 'zod'

/** A spot on the earth in WGS-84, as GPS gives it: degrees east, then degrees north — the order of GeoJSON. */
export const Point = z.tuple([z.number().min(-180).max(180), z.number().min(-180).max(180)])
export type Point = z.infer<typeof Point>
