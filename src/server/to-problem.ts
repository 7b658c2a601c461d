import type { FastifyRequest } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import { problems } from '#kernel/problems.ts'

/**
 * Whatever went wrong, as a problem with a sentence. What nobody expected is written to the log under the number the
 * sentence gives.
 */
export function toProblem(
  error: unknown,
  request: FastifyRequest,
  limits: { jsonMb: number; uploadMb: number },
): Problem {
  if (error instanceof Problem) return error
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (code !== undefined && TOO_MANY_PARTS.has(code)) {
    return problems['request.invalid']({ where: '', what: '一次只能上传一个文件' })
  }
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') {
    return problems['request.too-large']({
      limit: `${code === 'FST_REQ_FILE_TOO_LARGE' ? limits.uploadMb : limits.jsonMb} MB`,
    })
  }
  if (statusCode === 415) return problems['request.unsupported']()
  if (statusCode === 429) return problems['request.too-many']({ seconds: 60 })
  if (statusCode === 503 || isDatabaseAway(error)) return problems['server.busy']()
  if (code !== undefined && RACES.has(code)) return problems['object.changed']()
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    return problems['request.invalid']({ where: '', what: '格式无法识别' })
  }
  if (request.headers['content-type']?.startsWith('multipart/') && isCutForm(error)) {
    return problems['request.invalid']({ where: '', what: '上传的表单不完整，可能在传送中断开了' })
  }
  const id = request.id
  process.stderr.write(
    `${JSON.stringify({ level: 'error', id, route: request.routeOptions?.url, error: describe(error) })}\n`,
  )
  return problems['server.failed']({ id })
}

const TOO_MANY_PARTS = new Set(['FST_FILES_LIMIT', 'FST_PARTS_LIMIT', 'FST_FIELDS_LIMIT'])

// What the form parser throws at a body that ends early or never begins is a plain error.
function isCutForm(error: unknown): boolean {
  return error instanceof Error && /multipart|terminated early|needle cannot/i.test(error.message)
}

// The first line of what PostgreSQL says may repeat what somebody typed; a log holds no personal data.
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? error.message
  const { code, table, constraint, routine } = error as {
    code?: string
    table?: string
    constraint?: string
    routine?: string
  }
  if (routine === undefined) return stack
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  return [`database ${code} ${routine} ${table ?? ''} ${constraint ?? ''}`, ...frames].join('\n')
}

// Two people, or one who pressed twice, wrote the same thing in the same moment: unique violation, serialisation
// failure, deadlock. One of them was first; nothing of the other was kept.
const RACES = new Set(['23505', '40001', '40P01'])

// The supervisor is bringing the database back: connection refused, reset or closed (08…), server starting or stopping
// (57P…), no connection left (53300), a statement cut short by its time limit (57014).
const AWAY = new Set('ECONNREFUSED ECONNRESET EPIPE 08003 08006 53300 57014 57P01 57P02 57P03'.split(' '))

function isDatabaseAway(error: unknown): boolean {
  const { code, syscall } = error as { code?: string; syscall?: string }
  // Its socket is gone while it starts again; any other file that is missing is a failure.
  if (code === 'ENOENT') return syscall === 'connect'
  // A connection that ends under a question, or is found ended by the next one, has words and no code.
  return code === undefined ? error instanceof Error && CUT_OFF.test(error.message) : AWAY.has(code)
}

const CUT_OFF = /^Connection terminated|^Client (?:has encountered|was closed).* not queryable$/
