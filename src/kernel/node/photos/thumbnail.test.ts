import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { THUMB_VERSION, thumbnailOf } from './thumbnail.ts'

describe('thumbnails', () => {
  let data: string
  let original: string
  const name = 'ab'.repeat(32)
  const kept = () => join(data, 'thumbs', THUMB_VERSION, 'ab', name)

  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'ybz-thumbs-'))
    original = join(data, 'original')
    await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#3a7d44' } })
      .jpeg()
      .toFile(original)
  })
  after(() => rm(data, { recursive: true }))

  it('are made once: asked again, what is kept is sent', async () => {
    const first = await thumbnailOf(data, name, original)
    const { width, height } = await sharp(first).metadata()
    assert.deepEqual([width, height], [320, 320])
    // Were it made again, it could not be: the original is not there.
    assert.deepEqual(await thumbnailOf(data, name, join(data, 'gone')), first)
    assert.deepEqual(await readdir(join(data, 'thumbs', THUMB_VERSION, 'ab')), [name], 'nothing half-written stays')
  })

  it('are made again when the kept file is torn, empty, changed or gone', async () => {
    const whole = await thumbnailOf(data, name, original)
    const file = await readFile(kept())
    const damage: [string, () => Promise<unknown>][] = [
      ['torn', () => truncate(kept(), Math.floor(file.length / 2))],
      ['empty', () => truncate(kept(), 0)],
      ['zeroed', () => writeFile(kept(), Buffer.concat([file.subarray(0, 400), Buffer.alloc(file.length - 400)]))],
      ['gone', () => rm(join(data, 'thumbs'), { recursive: true })],
    ]
    for (const [how, harm] of damage) {
      await harm()
      assert.deepEqual(await thumbnailOf(data, name, original), whole, how)
      assert.deepEqual(await readFile(kept()), file, `${how}: kept anew`)
    }
  })

  it('of one photo asked for by many at once are one', async () => {
    const other = createHash('sha256').update('other').digest('hex')
    const all = await Promise.all(Array.from({ length: 12 }, () => thumbnailOf(data, other, original)))
    assert.ok(all.every((one) => one.equals(all[0]!)))
    assert.deepEqual(await readdir(join(data, 'thumbs', THUMB_VERSION, other.slice(0, 2))), [other])
  })

  it('are sent even where they cannot be kept', async () => {
    const full = join(data, 'no-folder')
    await writeFile(full, '')
    assert.equal((await sharp(await thumbnailOf(full, name, original)).metadata()).width, 320)
  })
})
