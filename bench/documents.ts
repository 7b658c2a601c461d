import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { photoFile } from './document-tasks.ts'
import { inChildren } from './in-child.ts'
import { PHOTOS } from './long-report.ts'
import type { BenchOptions, BenchRow } from './row.ts'
import { percentile } from './samples.ts'

const TIMES = 7

/** A report of some thirty pages with sixty photos as .docx, beside packing the same bytes. */
export async function bench({ log }: BenchOptions): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ybz-bench-'))
  try {
    log(`taking ${PHOTOS} photos`)
    await takePhotos(folder)
    log('writing documents')
    const made = await inChildren('docx-out', folder, TIMES)
    const packed = await inChildren('docx-deflate', folder, TIMES)
    const size = (await stat(join(folder, 'report.docx'))).size / 2 ** 20
    await rm(join(folder, 'report.docx'))
    const shrunk = await inChildren('docx-shrink', folder, TIMES)
    const baseline = 'its parts deflated, nothing made'
    const time = { unit: 's' as const, baseline, baselineValue: percentile(packed.ms, 50) / 1000 }
    const memory = { unit: 'MB' as const, baseline, baselineValue: packed.peakMb }
    return [
      {
        name: `docx, 30 pages, ${PHOTOS} photos, median of ${TIMES}`,
        value: percentile(made.ms, 50) / 1000,
        ...time,
        note: `${size.toFixed(1)} MB file`,
      },
      { name: 'docx, first one of a process', value: made.firstMs / 1000, ...time },
      {
        name: 'docx, peak memory of the process',
        value: made.peakMb,
        ...memory,
        note: `${made.startMb.toFixed(0)} MB before it begins`,
      },
      {
        name: `docx, the photos also made small, median of ${TIMES}`,
        value: percentile(shrunk.ms, 50) / 1000,
        ...time,
      },
      { name: 'docx, the photos also made small, peak memory', value: shrunk.peakMb, ...memory },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Noise over colour, since a plain picture would be packed to nothing: as a phone's 1600 pixels, and as they are printed. */
async function takePhotos(folder: string): Promise<void> {
  await mkdir(join(folder, 'stored'))
  for (let at = 0; at < PHOTOS; at++) {
    const background = { r: (at * 37) % 256, g: (at * 59) % 256, b: (at * 83) % 256 }
    const grain = await sharp({
      create: { width: 400, height: 300, channels: 3, background, noise: { type: 'gaussian', mean: 128, sigma: 40 } },
    })
      .png()
      .toBuffer()
    await sharp(grain)
      .resize(1600, 1200)
      .tint(background)
      .jpeg({ quality: 82 })
      .toFile(photoFile(join(folder, 'stored'), at))
    await sharp(photoFile(join(folder, 'stored'), at))
      .resize(900, 700, { fit: 'inside' })
      .jpeg({ quality: 78 })
      .toFile(photoFile(folder, at))
  }
}
