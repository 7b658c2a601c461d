import { z } from 'zod'
import type { RouteSpec } from '#kernel/node/route.ts'

/** The routes as an OpenAPI 3.1 document, from the same schemas that check requests. */
export function openApi(routes: RouteSpec[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const spec of routes) {
    const path = spec.path.replace(/:(\w+)/g, '{$1}')
    const named = [...spec.path.matchAll(/:(\w+)/g)].map((match) => ({
      name: match[1],
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }))
    const query = spec.query ? jsonSchema(spec.query) : undefined
    const asked = Object.entries((query?.properties ?? {}) as Record<string, unknown>).map(([name, schema]) => ({
      name,
      in: 'query',
      required: ((query?.required ?? []) as string[]).includes(name),
      schema,
    }))
    paths[path] ??= {}
    paths[path][spec.method.toLowerCase()] = {
      summary: spec.summary,
      'x-access': spec.access,
      parameters: [...named, ...asked],
      ...(spec.body
        ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(spec.body) } } } }
        : {}),
      responses: {
        200: {
          description: 'OK',
          ...(spec.answer ? { content: { 'application/json': { schema: jsonSchema(spec.answer, 'output') } } } : {}),
        },
        default: { description: '{code, status, message, params?, field?}' },
      },
    }
  }
  return { openapi: '3.1.0', info: { title: '一本账 Yibenzhang', version, license: { name: 'Apache-2.0' } }, paths }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
