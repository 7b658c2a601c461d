import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { readDocx } from '#kernel/node/office/test-docx.ts'
import { textOf } from '#kernel/node/office/test-xml.ts'
import { openSession } from '#slices/people/session-store.ts'
import { type Answer, type Office, type PersonName, testOffice } from '#test/office.ts'

/**
 * An office in the middle of its year: two grids, a grid member who answers for the north one, records on both sides
 * of that line, people with telephone numbers, a report being drafted. What stands in the south must never reach the
 * grid member; what is only in FAR is how a test would notice.
 */
export interface BusyOffice extends Office {
  places: { north: string; south: string; elm: string; plum: string }
  parties: { guo: string; keeper: string; bureau: string }
  entries: { near: string; far: string; mine: string }
  /** Of the photo on the far record. */
  photo: string
  report: string
  accounts: Record<string, string>
  /** As somebody, expecting it to work. */
  done: (who: PersonName, method: Method, path: string, body?: unknown) => Promise<Answer['body']>
  /** Sends a multipart form made by the platform itself. */
  send: (
    who: PersonName,
    path: string,
    file: Uint8Array | string,
    name: string,
    fields?: Record<string, string>,
  ) => Promise<Answer>
  /** A fresh session for the account of that login name. */
  tokenOf: (login: string) => Promise<string>
  /** Waits for work to end; what came of it. */
  finished: (workId: string) => Promise<Answer['body']>
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export const FAR = '南边的秘密记录'
export const KEEPER_PHONE = '13912345678'
const GUO_PHONE = '13800001234'

export async function busyOffice(): Promise<BusyOffice> {
  const office = await testOffice()
  const { app } = office
  const done: BusyOffice['done'] = async (who, method, path, body) => {
    const answer = await office.as(who)(method, path, body)
    assert.ok(answer.status < 300, `${method} ${path} → ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const accountRows = (await done('fang', 'GET', './accounts')) as { id: string; login: string }[]
  const accounts = Object.fromEntries(accountRows.map((row) => [row.login, row.id]))
  const tokenOf: BusyOffice['tokenOf'] = async (login) =>
    (await app.db.asGate((tx) => openSession(tx, accounts[login]!, 'test', app.now()))).token
  const finished: BusyOffice['finished'] = async (workId) => {
    for (;;) {
      const work = await done('fang', 'GET', `./work/${workId}`)
      if (work.state !== 'waiting' && work.state !== 'running') return work
      await pause(30)
    }
  }
  const send: BusyOffice['send'] = async (who, path, file, name, fields = {}) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.append(key, value)
    form.append('file', new Blob([file as BlobPart]), name)
    const sent = new Response(form)
    const type = { 'content-type': sent.headers.get('content-type')! }
    return office.as(who)('POST', path, Buffer.from(await sent.arrayBuffer()), type)
  }

  const place = async (type: string, name: string, parentId: string | null): Promise<string> =>
    (await done('qin', 'POST', './places', { type, name, parentId, attrs: {}, validFrom: '2026-01-01' })).id
  const north = await place('grid', '北网格', null)
  const south = await place('grid', '南网格', null)
  const places = { north, south, elm: await place('yard', '榆树院', north), plum: await place('yard', '梅园', south) }
  const party = async (kind: string, name: string, phone?: string): Promise<string> => {
    const body = { kind, name, attrs: {}, validFrom: '2026-01-01', ...(phone ? { phone } : {}) }
    return (await done('qin', 'POST', './parties', body)).id
  }
  const parties = {
    guo: await party('person', '郭强', GUO_PHONE),
    keeper: await party('person', '老周', KEEPER_PHONE),
    bureau: await party('unit', '水务局'),
  }
  const duty = { role: 'grid-member', indicator: null, validFrom: '2026-01-01' }
  await done('qin', 'POST', './duties', { ...duty, partyId: parties.guo, placeId: north })
  await done('qin', 'POST', './duties', { ...duty, partyId: parties.keeper, placeId: south })
  await done('fang', 'PUT', `./accounts/${accounts.guo}`, { partyId: parties.guo })

  const entry = async (who: PersonName, placeId: string, note: string): Promise<string> =>
    (await done(who, 'POST', './entries', cleanup(placeId, { note }))).id
  const entries = {
    near: await entry('qin', places.elm, '北边的记录'),
    far: await entry('qin', places.plum, FAR),
    mine: await entry('guo', places.elm, '郭强自己记的'),
  }
  const picture = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#385' } })
    .jpeg()
    .toBuffer()
  const photo = await send('qin', `./entries/${entries.far}/photos`, picture, 'a.jpg')
  assert.equal(photo.status, 200)
  const draft = { outline: 'monthly', from: '2026-05-01', to: '2026-05-31' }
  const report = (await done('qin', 'POST', './reports', draft)).id
  const made = { places, parties, entries, photo: photo.body.sha256, report, accounts }
  return { ...office, ...made, done, send, tokenOf, finished }
}

export function cleanup(placeId: string | null, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const days = { dayFrom: '2026-05-12', dayTo: '2026-05-12' }
  return {
    kind: 'cleanup',
    placeId,
    ...days,
    amounts: { piles: '2' },
    fields: {},
    parties: {},
    via: 'form',
    ...changes,
  }
}

/** Every word of a Word file, in order; fails when one of its parts is not well-formed. */
export function documentText(bytes: Uint8Array): string {
  return textOf(readDocx(bytes).document)
}
