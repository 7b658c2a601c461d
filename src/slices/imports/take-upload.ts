import type { FastifyRequest } from 'fastify'
import { importProblems } from './problems.ts'
import { ImportYear } from './schema.ts'

export interface Upload {
  bytes: Uint8Array
  fileName: string
  year: number
}

/** The file and the year of a multipart form, in either order. @throws import.no-file, import.bad-year */
export async function takeUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw importProblems['import.no-file']()
  let file: { bytes: Uint8Array; fileName: string } | undefined
  let year: string | undefined
  for await (const part of request.parts({ limits: { files: 1 } })) {
    if (part.type === 'file') file = { bytes: await part.toBuffer(), fileName: shownName(part.filename) }
    else if (part.fieldname === 'year') year = String(part.value)
  }
  if (!file) throw importProblems['import.no-file']()
  const read = ImportYear.safeParse(year)
  if (!read.success || year === undefined) throw importProblems['import.bad-year']({}, 'year')
  return { ...file, year: read.data }
}

// Control characters, zero-width ones, and marks that turn the direction of writing.
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\0-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g

/** A browser may send a path, a hand-made request anything. */
function shownName(name: string | undefined): string {
  const plain = (name ?? '')
    .replace(/^.*[\\/]/, '')
    .replace(UNSEEN, '')
    .trim()
  return (plain.length > 200 ? `${plain.slice(0, 190)}…${plain.slice(-8)}` : plain).toWellFormed() || '未命名'
}
