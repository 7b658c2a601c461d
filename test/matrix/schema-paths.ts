import type { z } from 'zod'

type Def = { type: string } & Record<string, any>
const defOf = (schema: z.ZodType): Def => (schema as unknown as { def: Def }).def

/**
 * Keys a value holds that its schema does not name, by path: a route that answers more fields than it declares shows
 * them to everybody.
 */
export function undeclared(schema: z.ZodType, value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return []
  const def = defOf(schema)
  switch (def.type) {
    case 'object': {
      if (typeof value !== 'object') return []
      const shape = def.shape as Record<string, z.ZodType>
      const open = def.catchall !== undefined && defOf(def.catchall).type !== 'never'
      return Object.entries(value).flatMap(([key, item]) => {
        const at = path === '' ? key : `${path}.${key}`
        const inner = shape[key]
        if (inner) return undeclared(inner, item, at)
        return open ? [] : [at]
      })
    }
    case 'array':
      return Array.isArray(value) ? value.flatMap((item) => undeclared(def.element, item, `${path}[]`)) : []
    case 'tuple':
      return Array.isArray(value)
        ? value.flatMap((item, at) => (def.items[at] ? undeclared(def.items[at], item, `${path}[${at}]`) : []))
        : []
    case 'record':
      return typeof value === 'object'
        ? Object.values(value).flatMap((item) => undeclared(def.valueType, item, `${path}.*`))
        : []
    case 'union': {
      const options = (def.options as z.ZodType[]).map((one) => undeclared(one, value, path))
      return options.toSorted((a, b) => a.length - b.length)[0] ?? []
    }
    case 'intersection': {
      const right = new Set(undeclared(def.right, value, path))
      return undeclared(def.left, value, path).filter((at) => right.has(at))
    }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return undeclared(def.innerType, value, path)
    case 'pipe':
      return undeclared(def.out, value, path)
    case 'lazy':
      return undeclared(def.getter(), value, path)
    default:
      return []
  }
}
