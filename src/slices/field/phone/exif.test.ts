import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exifPosition } from './exif-position.ts'
import { exifTime } from './exif-time.ts'

interface Tag {
  tag: number
  type: 2 | 4 | 5
  /** Text; a place in the file; fractions as [above, below]. */
  value: string | number | [number, number][]
}

/** A JPEG's first bytes with these tags, as a camera would write them in either order of bytes. */
function jpeg(little: boolean, gps: Tag[], exif: Tag[] = []): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(1024))
  const short = (at: number, value: number): void => tiff.setUint16(at, value, little)
  const long = (at: number, value: number): void => tiff.setUint32(at, value, little)
  let free = 600
  const write = (at: number, tags: Tag[]): void => {
    short(at, tags.length)
    for (const [index, { tag, type, value }] of tags.entries()) {
      const entry = at + 2 + index * 12
      short(entry, tag)
      short(entry + 2, type)
      if (typeof value === 'number') {
        long(entry + 4, 1)
        long(entry + 8, value)
      } else if (typeof value === 'string') {
        const text = `${value}\0`
        long(entry + 4, text.length)
        const from = text.length > 4 ? free : entry + 8
        if (text.length > 4) {
          long(entry + 8, free)
          free += text.length
        }
        for (const [nth, character] of [...text].entries()) tiff.setUint8(from + nth, character.charCodeAt(0))
      } else {
        long(entry + 4, value.length)
        long(entry + 8, free)
        for (const [above, below] of value) {
          long(free, above)
          long(free + 4, below)
          free += 8
        }
      }
    }
  }
  tiff.setUint16(0, little ? 0x4949 : 0x4d4d)
  short(2, 42)
  long(4, 8)
  write(8, [
    { tag: 0x8769, type: 4, value: 100 },
    { tag: 0x8825, type: 4, value: 300 },
  ])
  write(100, exif)
  write(300, gps)
  const head = [0xff, 0xd8, 0xff, 0xe1, 0x04, 0x08, 0x45, 0x78, 0x69, 0x66, 0, 0]
  return Uint8Array.from([...head, ...new Uint8Array(tiff.buffer), 0xff, 0xd9])
}

const JINAN: Tag[] = [
  { tag: 1, type: 2, value: 'N' },
  {
    tag: 2,
    type: 5,
    value: [
      [36, 1],
      [40, 1],
      [588, 100],
    ],
  },
  { tag: 3, type: 2, value: 'E' },
  {
    tag: 4,
    type: 5,
    value: [
      [117, 1],
      [1, 1],
      [1488, 100],
    ],
  },
]

describe('what a camera wrote into its file', () => {
  it('says where it stood, in either order of bytes', () => {
    for (const little of [true, false]) {
      const [lon, lat] = exifPosition(jpeg(little, JINAN))!
      assert.equal(lon.toFixed(6), (117 + 1 / 60 + 14.88 / 3600).toFixed(6))
      assert.equal(lat.toFixed(6), (36 + 40 / 60 + 5.88 / 3600).toFixed(6))
    }
  })

  it('keeps west and south apart from east and north', () => {
    const turned = JINAN.map((tag) =>
      tag.value === 'N' ? { ...tag, value: 'S' } : tag.value === 'E' ? { ...tag, value: 'W' } : tag,
    )
    const [lon, lat] = exifPosition(jpeg(true, turned))!
    assert.ok(lon < -117 && lat < -36)
  })

  it('says nothing when the camera had no fix, wrote no position, or the file is cut short', () => {
    const blank = JINAN.map((tag) =>
      typeof tag.value === 'string'
        ? tag
        : {
            ...tag,
            value: [
              [0, 1],
              [0, 1],
              [0, 1],
            ] as [number, number][],
          },
    )
    assert.equal(exifPosition(jpeg(true, blank)), null)
    const undivided = JINAN.map((tag) =>
      typeof tag.value === 'string' ? tag : { ...tag, value: [[0, 0]] as [number, number][] },
    )
    assert.equal(exifPosition(jpeg(true, undivided)), null)
    assert.equal(exifPosition(jpeg(false, [])), null)
    const whole = jpeg(true, JINAN)
    for (let length = 0; length < whole.length - 400; length += 7) {
      exifPosition(whole.slice(0, length))
      exifTime(whole.slice(0, length))
    }
    assert.equal(exifPosition(whole.slice(0, 200)), null)
    assert.equal(exifPosition(new TextEncoder().encode('not a picture')), null)
  })

  it('says when, with its own offset or that of China', () => {
    const at = (tags: Tag[]): string | null => exifTime(jpeg(true, [], tags))
    assert.equal(at([{ tag: 0x9003, type: 2, value: '2026:03:05 09:10:11' }]), '2026-03-05T01:10:11.000Z')
    assert.equal(
      at([
        { tag: 0x9003, type: 2, value: '2026:03:05 09:10:11' },
        { tag: 0x9011, type: 2, value: '+07:00' },
      ]),
      '2026-03-05T02:10:11.000Z',
    )
    assert.equal(at([]), null)
  })
})
