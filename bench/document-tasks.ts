import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'
import { renderGongwen } from '#kernel/node/office/gongwen.ts'
import { unzipParts } from '#kernel/node/office/zip.ts'
import { longReport, PHOTOS } from './long-report.ts'

export const photoFile = (folder: string, at: number): string => join(folder, `photo-${at}.jpg`)

export async function docxOut(folder: string): Promise<() => Promise<void>> {
  const photos = await Promise.all(Array.from({ length: PHOTOS }, (_, at) => readFile(photoFile(folder, at))))
  const report = longReport(photos)
  return async () => writeFile(join(folder, 'report.docx'), await renderGongwen(report))
}

/** With the photos as they are stored, so that each is made small first, four at once, as a report does it. */
export async function docxShrink(folder: string): Promise<() => Promise<void>> {
  return async () => {
    const photos: Buffer[] = []
    for (let at = 0; at < PHOTOS; at += 4) {
      const four = [0, 1, 2, 3].map(async (more) =>
        sharp(await readFile(photoFile(join(folder, 'stored'), at + more)))
          .resize({ width: 900, height: 700, fit: 'inside', withoutEnlargement: true })
          .jpeg({ quality: 78 })
          .toBuffer(),
      )
      photos.push(...(await Promise.all(four)))
    }
    await writeFile(join(folder, 'report.docx'), await renderGongwen(longReport(photos)))
  }
}

/** The least a document could cost: its parts packed, with nothing made. */
export async function docxDeflate(folder: string): Promise<() => Promise<void>> {
  const parts = unzipParts(await readFile(join(folder, 'report.docx')))
  return async () => {
    await writeFile(join(folder, 'parts.bin'), Buffer.concat([...parts.values()].map((part) => deflateRawSync(part))))
  }
}
