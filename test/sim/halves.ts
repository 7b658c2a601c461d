import { registerHooks } from 'node:module'
import { BUGS } from './bugs.ts'
import type { Halves } from './schedule.ts'

const MARK = 'bug='

// The product's own files, read with one change when they are asked for under the name of a bug; whatever they import
// of each other comes from the same copy.
registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context)
    const bug = new URL(context.parentURL ?? 'file:///').searchParams.get('bug')
    const ours = found.url.includes('/src/slices/field/')
    return bug && ours && !found.url.includes('?') ? { ...found, url: `${found.url}?${MARK}${bug}` } : found
  },
  load: (url, context, next) => {
    const name = new URL(url).searchParams.get('bug')
    const loaded = next(url, context)
    const bug = name ? BUGS[name] : undefined
    if (!bug || !url.includes(`/field/${bug.file}?`)) return loaded
    const text = String(loaded.source)
    if (!text.includes(bug.find)) throw new Error(`the bug ${name} does not fit ${bug.file} any more`)
    return { ...loaded, source: text.replace(bug.find, () => bug.put) }
  },
})

/** Both halves of the protocol as they are, or with one bug put in. */
export async function halves(bug?: string): Promise<Halves> {
  const tail = bug ? `?${MARK}${bug}` : ''
  const [client, batch, photo] = await Promise.all([
    import(`../../src/slices/field/phone/field-client.ts${tail}`) as Promise<Pick<Halves, 'FieldClient'>>,
    import(`../../src/slices/field/take-batch.ts${tail}`) as Promise<Pick<Halves, 'takeBatch'>>,
    import(`../../src/slices/field/take-photo.ts${tail}`) as Promise<Pick<Halves, 'offerPhotos' | 'takePhoto'>>,
  ])
  const { offerPhotos, takePhoto } = photo
  return { FieldClient: client.FieldClient, takeBatch: batch.takeBatch, offerPhotos, takePhoto }
}
