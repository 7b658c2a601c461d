import { dayAt, dayWords } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Block, Gongwen, PhotoItem } from '#kernel/node/office/gongwen-model.ts'
import { printPhoto } from '#kernel/node/photos/print-photo.ts'
import { readPhotoFacts } from '#kernel/node/photos/read-photo-facts.ts'
import { factsOf, type FactsOfPhoto } from '#kernel/photo-facts.ts'
import { stampLines } from '#kernel/photo-stamp.ts'
import type { Reader } from '#kernel/reader.ts'
import { officeOf } from './paper-rules.ts'
import type { CaseFilter, CaseRow } from './list-schema.ts'
import { type CasePhoto, STATE_LABEL } from './schema.ts'
import { readCases } from './store-body.ts'
import { listCases } from './store-list.ts'
import { officeName } from './store-paper-facts.ts'

/** Problems on one sheet; more would be an album. */
const MOST = 60

/** 整改前后对比表: of each problem with pictures, the picture before beside the one after. Without any it says so. */
export async function beforeAndAfter(
  { app, tx, reader }: { app: App; tx: Tx; reader: Reader },
  filter: CaseFilter,
): Promise<Gongwen> {
  const now = app.now()
  const { rows } = await listCases(tx, reader, { ...filter, sort: 'found', offset: 0, limit: 200 }, now)
  const pictured = rows.filter((row) => row.photos > 0).slice(0, MOST)
  const bodies = await readCases(
    tx,
    reader.communityId,
    pictured.map((row) => row.id),
  )
  const facts = await readPhotoFacts(tx, reader, 'case', [...bodies.keys()])
  const blocks: Block[] = []
  for (const [index, row] of pictured.entries()) {
    const stamps = { facts: facts.get(row.id) ?? [], place: [row.place, row.locus].filter(Boolean).join(' ') }
    const items = await picturesOf(app, bodies.get(row.id)?.body.photos ?? [], stamps)
    if (items.length > 0) blocks.push(...section(index + 1, row), { kind: 'photos', items })
  }
  const title = '整改前后对比表'
  return {
    title,
    edition: 'clean',
    blocks: [
      { kind: 'title', text: title },
      ...(blocks.length > 0 ? blocks : [{ kind: 'paragraph' as const, runs: [{ text: '所选的问题都没有照片。' }] }]),
      { kind: 'signoff', unit: await officeName(tx, reader, officeOf(reader.role)), date: dayWords(dayAt(now)) },
    ],
    meta: { subject: title, asOf: dayWords(dayAt(now)) },
  }
}

function section(at: number, row: CaseRow): Block[] {
  const place = [row.place, row.locus].filter(Boolean).join(' ')
  const told = [
    `${dayWords(row.foundOn)}发现`,
    row.party && `责任单位：${row.party}`,
    row.closedAt === null ? STATE_LABEL[row.state] : `${dayWords(dayAt(new Date(row.closedAt)))}销号`,
  ]
  return [
    { kind: 'heading', level: 3, runs: [{ text: `${at}.${place ? `${place}：` : ''}${row.issue}` }] },
    { kind: 'paragraph', runs: [{ text: `${told.filter(Boolean).join('，')}。` }] },
  ]
}

/** What was found stands for before where no picture of before was taken; the newest picture after goes beside it. */
async function picturesOf(
  app: App,
  photos: CasePhoto[],
  { facts, place }: { facts: FactsOfPhoto[]; place: string },
): Promise<PhotoItem[]> {
  const of = (role: CasePhoto['role']): CasePhoto[] => photos.filter((photo) => photo.role === role)
  const before = [...of('before'), ...of('scene')]
  const after = of('after').toReversed()
  const items: PhotoItem[] = []
  const print = async (photo: CasePhoto | undefined, caption: string) =>
    photo ? printPhoto(app.blobs.path(photo.sha256), caption, stampLines(factsOf(facts, photo), place)) : null
  for (let at = 0; at < Math.max(before.length, after.length); at += 1) {
    const first = await print(before[at], '整改前')
    const second = await print(after[at], '整改后')
    if (first) items.push(second ? { ...first, pairWith: second } : first)
    else if (second) items.push(second)
  }
  return items
}
