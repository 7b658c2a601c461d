import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { renderQrNotice } from './qr-notice.ts'
import { qrPng } from './qr-picture.ts'
import { readDocx } from './test-docx.ts'
import { textOf } from './test-xml.ts'

const NOTICE = {
  heading: '随手拍',
  invites: '扫一扫，告诉社区',
  place: '石榴小区 <东门>',
  url: 'http://127.0.0.1:8080/s/huaiyin?p=1',
  steps: ['一、拍照', '二、记下查询码'],
  foot: '槐荫路社区',
}

test('a sheet in either size carries its words, its code, and is the same every time', async () => {
  for (const size of ['A4', 'A5'] as const) {
    const bytes = await renderQrNotice({ ...NOTICE, size })
    assert.deepEqual(bytes, await renderQrNotice({ ...NOTICE, size }))
    const { document, paths } = readDocx(bytes)
    const words = textOf(document)
    for (const part of ['随手拍', '石榴小区 <东门>', NOTICE.url, '二、记下查询码', '槐荫路社区'])
      assert.ok(words.includes(part), part)
    assert.equal(paths.filter((path) => path.startsWith('word/media/')).length, 1)
  }
})

test('the code has its quiet edge and its three corners', async () => {
  const { data, info } = await sharp(await qrPng(NOTICE.url))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const dark = (x: number, y: number): boolean => data[(y * info.width + x) * info.channels]! < 128
  const square = 12
  const edge = 4 * square
  const last = info.width - edge - 1
  for (let at = 0; at < info.width; at += 1) assert.ok(!dark(at, edge - 1) && !dark(edge - 1, at))
  for (const [x, y] of [
    [edge, edge],
    [last, edge],
    [edge, last],
  ] as const)
    assert.ok(dark(x, y))
  assert.ok(!dark(edge + square + 1, edge + square + 1), 'the ring inside a corner is light')
})
