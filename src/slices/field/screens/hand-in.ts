import { api } from '#kernel/web/api.ts'
import type { HandedAnswer, HandedIn, HandedItem } from '../handed-schema.ts'
import type { OpenedFile } from './read-file.ts'

/** Rows sent at once: their words stay far below what the server reads in one go. */
const AT_ONCE = 20

export interface HandedRow extends HandedItem {
  accountId: string
  savedAt: number
  photos: number
}

/** What is there and what would become of it. @param apiOf the address of a path of this community */
export async function lookIn(opened: OpenedFile, apiOf: (path: string) => string): Promise<HandedRow[]> {
  return (await send(opened, apiOf, true)).rows
}

/**
 * Hands all of it in, the photos after their records. Begun anew it goes on where it was: nothing is taken twice.
 * @param onStep is told how many of how many steps are done
 */
export async function handIn(
  opened: OpenedFile,
  apiOf: (path: string) => string,
  onStep: (done: number, all: number) => void,
): Promise<{ rows: HandedRow[]; photos: number; photosLeft: number }> {
  const { rows, wanted } = await send(opened, apiOf, false)
  const here = wanted.flatMap((sha256) => opened.photos.get(sha256) ?? [])
  let photosLeft = wanted.length - here.length
  for (const [at, { sha256, bytes }] of here.entries()) {
    onStep(at, here.length)
    const path = apiOf(`/field/handed-in/photos/${sha256}?device=${opened.file.deviceId}`)
    // One picture that is refused for what it is holds up nothing else.
    await api
      .put(path, new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }))
      .catch((cause: unknown) => {
        if (!REFUSED.has((cause as { status?: number }).status ?? 0)) throw cause
        photosLeft += 1
      })
  }
  onStep(here.length, here.length)
  return { rows, photos: here.length, photosLeft }
}

const REFUSED: ReadonlySet<number> = new Set([404, 413, 415, 422])

async function send(
  { file, rows }: OpenedFile,
  apiOf: (path: string) => string,
  look: boolean,
): Promise<{ rows: HandedRow[]; wanted: string[] }> {
  const said: HandedRow[] = []
  const wanted = new Set<string>()
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE)
    const body: HandedIn = {
      deviceId: file.deviceId,
      community: some[0]!.community,
      rows: some.map(({ operation, accountId }) => ({ operation, accountId })),
      look,
    }
    const answer = await api.post<HandedAnswer>(apiOf('/field/handed-in'), body)
    for (const sha256 of answer.wanted) wanted.add(sha256)
    for (const [index, { accountId, savedAt, operation }] of some.entries())
      said.push({ ...answer.items[index]!, accountId, savedAt, photos: operation.photos.length })
  }
  return { rows: said, wanted: [...wanted] }
}
