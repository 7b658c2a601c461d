import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { cutText } from '#kernel/cut-text.ts'

const TYPE = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** Sends a file under its Chinese name (RFC 5987), with a plain one for clients that read no other. */
export function sendFile(
  reply: FastifyReply,
  content: Uint8Array | Readable,
  type: keyof typeof TYPE,
  name: string,
  plain: string,
): FastifyReply {
  // oxlint-disable-next-line no-control-regex
  const safe = cutText(name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim(), 80)
  const chinese = encodeURIComponent(`${safe}.${type}`).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return reply
    .type(TYPE[type])
    .header('content-disposition', `attachment; filename="${plain}.${type}"; filename*=UTF-8''${chinese}`)
    .header('cache-control', 'private, no-store')
    .send(content instanceof Uint8Array ? Buffer.from(content) : content)
}
