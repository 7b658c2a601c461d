import { takePhoto } from '#kernel/node/photos/take-photo.ts'
import type { Call } from '#kernel/node/route.ts'
import type { CasePhoto } from './schema.ts'
import { attachCasePhoto, mayUseCasePhoto } from './store-photos.ts'

type Upload = Pick<
  Call<{ id: string }, { role: CasePhoto['role'] }, unknown>,
  'app' | 'reader' | 'params' | 'query' | 'request'
>

/** Takes a photo for a case. @throws request.not-found · photo.* · case.* */
export function addCasePhoto(call: Upload): Promise<CasePhoto> {
  const { app, reader } = call
  const { id } = call.params
  const { role } = call.query
  return takePhoto(
    call,
    (tx) => mayUseCasePhoto(tx, reader, id),
    async (tx, sha256, photo) => {
      await app.commands.run({ app, tx, reader }, 'photo.note', { sha256, photo })
      const { version } = await attachCasePhoto(tx, reader, id, { sha256, role }, app.now())
      return { sha256, role, version }
    },
  )
}
