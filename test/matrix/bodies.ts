import fc from 'fast-check'
import type { z } from 'zod'
import type { RouteSpec } from '#kernel/node/route.ts'
import { fromSchema, type Known } from '#test/bad-inputs/from-schema.ts'

const made = new Map<string, unknown>()
const SEED = 20_260_615

/** A body that comes past the route's own schema, the same one every time; nothing when the route takes none. */
export function bodyFor(spec: RouteSpec, known: Known): unknown {
  if (spec.method === 'GET') return undefined
  const name = `${spec.method} ${spec.path}`
  if (!made.has(name)) made.set(name, spec.body ? fitting(spec.body, known) : {})
  return made.get(name)
}

function fitting(schema: z.ZodType, known: Known): unknown {
  const samples = fc.sample(fromSchema(schema, known), { seed: SEED, numRuns: 400 })
  return samples.find((sample) => schema.safeParse(sample).success && Object.keys(sample as object).length > 0) ?? {}
}
