import fc from 'fast-check'
import type { z } from 'zod'

/** What a hostile or broken client puts where a text belongs. */
export const NASTY: string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '𠮷野家',
  '\u202eevil',
  '\u200b',
  '\ufeff',
  'e\u0301\u0301\u0301',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '{{7*7}}',
  '${7*7}',
  "'; drop table entry; --",
  '%',
  '_',
  '\\',
  '=1+1',
  '+cmd|',
  '-1',
  '@SUM(A1)',
  '../../etc/passwd',
  'C:\\x',
  'CON',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'NaN',
  '1e400',
  '-0',
  '9007199254740993',
  '2026-02-30',
  '1900-01-01',
  '2999-12-31',
  '2026-06-15T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  '01900000-0000-7000-8000-00000000000A',
  '\r\nSet-Cookie: a=b',
  '\u001b[31m',
  '十'.repeat(300),
  'a'.repeat(5_000),
  '1'.repeat(400),
]

const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)
const anyThing = fc.oneof(
  anyText,
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.constantFrom(2 ** 53, -1, 1e308, 0.1, 3_000_000_000),
  fc.constant([]),
  fc.constant({}),
  fc.constant([[[[]]]]),
  fc.array(anyText, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'constructor', 'toString', 'length', 'id'), anyText, { maxKeys: 3 }),
)

type Def = { type: string } & Record<string, any>
const defOf = (schema: z.ZodType): Def => (schema as unknown as { def: Def }).def

/** What means something in the office the test runs in, by the name of the field it belongs to; `any` for the rest. */
export type Known = Record<string, string[]> & { any: string[] }

/**
 * Values of the shape a schema describes, so that they come past the first check and into the code behind it, with
 * here and there something that has no business being there.
 */
export function fromSchema(schema: z.ZodType, known: Known, name = 'any'): fc.Arbitrary<unknown> {
  const fit = fitting(schema, known, name)
  return fc.oneof({ weight: 80, arbitrary: fit }, { weight: 1, arbitrary: anyThing })
}

function fitting(schema: z.ZodType, known: Known, name: string): fc.Arbitrary<unknown> {
  const def = defOf(schema)
  const inner = (of: z.ZodType, field = name): fc.Arbitrary<unknown> => fromSchema(of, known, field)
  switch (def.type) {
    case 'string':
      return textFor(schema, known, name)
    case 'number':
      return fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(1, 1, 1, 2, 50, 2026) },
        { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1.5, 2020, 2 ** 31, 2 ** 53) },
      )
    case 'boolean':
      return fc.boolean()
    case 'enum':
      return fc.constantFrom(...(Object.values(def.entries) as string[]))
    case 'literal':
      return fc.constantFrom(...(def.values as unknown[]))
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(inner(def.element), { maxLength: 3 })
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(def.shape as Record<string, z.ZodType>).map(([key, of]) => [key, inner(of, key)]),
        ),
        { requiredKeys: Object.keys(def.shape).filter((key) => defOf(def.shape[key]).type !== 'optional') },
      )
    case 'record':
      return fc.dictionary(textOf(inner(def.keyType, `${name} key`)), inner(def.valueType, `${name} value`), {
        maxKeys: 4,
      })
    case 'union':
      return fc.oneof(...(def.options as z.ZodType[]).map((of) => inner(of)))
    case 'optional':
    case 'default':
    case 'prefault':
      return fc.option(inner(def.innerType), { nil: undefined, freq: 3 })
    case 'nullable':
      return fc.option(inner(def.innerType), { nil: null, freq: 3 })
    case 'pipe':
      return inner(def.in)
    case 'lazy':
      return inner(def.getter())
    default:
      return anyThing
  }
}

const textOf = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  arbitrary.map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')))

function textFor(schema: z.ZodType, known: Known, name: string): fc.Arbitrary<unknown> {
  const fits = (text: string): boolean => schema.safeParse(text).success
  const choices = [{ weight: 1, arbitrary: anyText }]
  // Mostly what is let in: the code behind the schema is what is asked.
  for (const [weight, texts] of [
    [40, known[name] ?? []],
    [8, known.any],
    [4, NASTY],
  ] as const) {
    const fitting = texts.filter(fits)
    if (fitting.length > 0) choices.push({ weight, arbitrary: fc.constantFrom(...fitting) })
  }
  return fc.oneof(...choices)
}
