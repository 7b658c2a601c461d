import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { madeWorkbook } from '#slices/imports/test-workbook.ts'
import type { Office, PersonName } from '#test/office.ts'
import type { Relation } from '#test/permission-matrix.ts'
import type { Thing } from './world.ts'

/** A photo on each of these things; its name joins what a path can say of them. */
export async function addPhotos(office: Office, kinds: Record<'entries' | 'cases', Partial<Record<Relation, Thing>>>) {
  let shade = 10
  for (const [kind, things] of Object.entries(kinds)) {
    for (const [relation, thing] of Object.entries(things)) {
      const colour = { r: (shade += 17) % 256, g: 90, b: 130 }
      const file = await sharp({ create: { width: 90, height: 60, channels: 3, background: colour } })
        .jpeg()
        .toBuffer()
      const [who, base]: [PersonName, string] =
        relation === 'other community' ? ['neighbour', `/api/c/${office.other.code}/`] : ['qin', './']
      const path = `${base}${kind}/${thing.params.entry ?? thing.params.id}/photos`
      thing.params.sha256 = (await send(office, who, path, file, 'a.jpg')).sha256
    }
  }
}

/** A workbook of which one row waits to be mended. */
export async function importSomething(office: Office, who: PersonName, base: string, placeName: string) {
  const file = madeWorkbook({
    环境整治: [
      ['日期', '地点', '清理垃圾（处）'],
      ['2026-05-21', placeName, 4],
      ['2026-05-22', '没有这个地方', 3],
    ],
  })
  const imports = (await send(office, who, `${base}imports`, file, '五月.xlsx', { year: 2026 })).id as string
  const confirmed = await office.as(who)('POST', `${base}imports/${imports}/confirm`)
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body))
  const work = confirmed.body.workId as string
  for (;;) {
    const { body } = await office.as(who)('GET', `${base}work/${work}`)
    if (body.state !== 'waiting' && body.state !== 'running') break
    await pause(30)
  }
  const { body } = await office.as(who)('GET', `${base}pending-rows`)
  const pending = (body.rows ?? body)[0]?.id as string
  assert.ok(pending, 'a row waits to be mended')
  return { imports, work, pending }
}

async function send(office: Office, who: PersonName, path: string, file: Uint8Array, name: string, fields = {}) {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, String(value))
  form.append('file', new Blob([file as BlobPart]), name)
  const sent = new Response(form)
  const type = { 'content-type': sent.headers.get('content-type')! }
  const answer = await office.as(who)('POST', path, Buffer.from(await sent.arrayBuffer()), type)
  assert.equal(answer.status, 200, `${path} ${JSON.stringify(answer.body)}`)
  return answer.body
}
