import type { FastifyRequest } from 'fastify'
import { PHOTO_BYTES } from './prepare-photo.ts'
import { photoProblems } from './problems.ts'

/**
 * The bytes of a picture sent as multipart `file` or as they are.
 * @throws photo.missing · photo.too-large
 */
export async function readPhotoUpload(request: FastifyRequest): Promise<Uint8Array> {
  if (!request.isMultipart()) {
    if (request.body instanceof Uint8Array) return request.body
    throw photoProblems['photo.missing']()
  }
  const file = await request.file({ limits: { fileSize: PHOTO_BYTES, files: 1 } })
  if (!file) throw photoProblems['photo.missing']()
  try {
    return await file.toBuffer()
  } catch (error) {
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      throw photoProblems['photo.too-large']({ limit: '20MB' })
    throw error
  }
}
