import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import sharp from 'sharp'
import { type LedgerWorld, cleanup, ledgerWorld } from '#slices/ledger/test-ledger.ts'
import { operatorIn } from '#kernel/operator.ts'
import { workQueue } from '#kernel/node/queue.ts'
import type { PersonName } from '#test/office.ts'
import { lookAtPhotos, photoReuse } from './jobs.ts'
import { fineDistance, hashDistance, type Print } from './print-rules.ts'
import { readPrints } from './read-print.ts'
import type { PhotoQuestion, QuestionPage } from './schema.ts'
import { photosLike, savePrints } from './store-prints.ts'
import { scenePhoto } from './test-scenes.ts'

describe('photos used again', () => {
  let world: LedgerWorld
  before(async () => {
    world = await ledgerWorld()
  })
  after(() => world.close())

  const send = async (who: PersonName, path: string, bytes: Buffer): Promise<string> => {
    const answer = await world.office.as(who)('POST', path, bytes, { 'content-type': 'image/jpeg' })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.sha256
  }
  const entry = async (day: string, place: string, photos: Buffer[] = [], more: object = {}): Promise<string> => {
    const sent = await world.office.as('qin')('POST', './entries', { ...cleanup(place, { dayFrom: day }), ...more })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    for (const bytes of photos) await send('qin', `./entries/${sent.body.id}/photos?role=scene`, bytes)
    return sent.body.id
  }
  const look = () => lookAtPhotos(world.app, world.office.community.id)
  const list = async (name = 'open', who: PersonName = 'qin'): Promise<QuestionPage> =>
    (await world.office.as(who)('GET', `./photo-questions?list=${name}`)).body
  const about = async (...ids: string[]): Promise<PhotoQuestion[]> =>
    (await list()).rows.filter((row) => ids.every((id) => row.sides.some((side) => side.id === id)))
  const answer = (question: PhotoQuestion, said: object, who: PersonName = 'qin') =>
    world.office.as(who)('POST', `./photo-questions/${question.id}/answer`, { version: question.version, ...said })

  it('asks about the same picture saved again, shrunk, cut by a pixel or brightened, and not about another one', async () => {
    const { elm, lane, plum } = world.places
    const original = await scenePhoto(11)
    const first = await entry('2026-03-02', elm, [original])
    const changed: Record<string, Buffer> = {
      'saved again': await sharp(original).jpeg({ quality: 55 }).toBuffer(),
      shrunk: await sharp(original).resize(400).jpeg().toBuffer(),
      'cut by a pixel': await sharp(original).extract({ left: 1, top: 1, width: 639, height: 479 }).jpeg().toBuffer(),
      brightened: await sharp(original).modulate({ brightness: 1.15 }).jpeg().toBuffer(),
    }
    const copies: [string, string][] = []
    for (const [name, bytes] of Object.entries(changed)) copies.push([name, await entry('2026-04-09', lane, [bytes])])
    const other = await entry('2026-04-10', lane, [await scenePhoto(12)])
    const otherDay = await entry('2026-04-11', plum, [await scenePhoto(11, { alike: 5 })])
    assert.equal(await look(), true)
    for (const [name, id] of copies) {
      const [question] = await about(first, id)
      assert.ok(question, name)
      assert.equal(question.circle, 'author')
    }
    assert.deepEqual(await about(other), [])
    assert.deepEqual(await about(otherDay), [], 'the same wall, other things before it')
  })

  it('shows both records with their facts and takes each of the answers, which is in history', async () => {
    const picture = await scenePhoto(21)
    const first = await entry('2026-03-05', world.places.elm3, [picture], { note: '清理楼道' })
    const second = await entry('2026-05-06', world.places.lane, [picture])
    await look()
    const [question] = await about(first, second)
    assert.ok(question)
    assert.equal(question.likeness, 'same-photo')
    const side = question.sides.find((one) => one.id === first)!
    assert.deepEqual(
      [side.place, side.dayFrom, side.says, side.author, side.stands, side.kind],
      ['北网格 / 榆树院 / 3号楼', '2026-03-05', '清理楼道', '资料员秦兰', true, '环境整治'],
    )
    assert.equal((await answer(question, { answer: 'left' })).body.field, 'word')
    const left = await answer(question, { answer: 'left', word: '等郭强回来问一下' })
    assert.deepEqual([left.status, left.body.version], [200, 2])
    assert.deepEqual(await about(first, second), [])
    assert.equal((await list('left')).rows[0]!.word, '等郭强回来问一下')
    assert.equal((await answer(question, { answer: 'same-event' })).body.code, 'object.changed')
    const settled = { ...question, version: 2 }
    assert.equal((await answer(settled, { answer: 'wrong-photo' })).status, 200)
    const [mend] = (await list('to-mend')).rows
    assert.deepEqual([mend!.id, mend!.answeredBy], [question.id, '资料员秦兰'])
    const history = await world.run(({ tx }) =>
      tx
        .selectFrom('history')
        .select(['event', 'body'])
        .where('object_id', '=', question.id)
        .orderBy('version')
        .execute(),
    )
    assert.deepEqual(
      history.map(({ event, body }) => [event, body.state]),
      [
        ['photo-question.asked', 'open'],
        ['photo-question.answered', 'left'],
        ['photo-question.answered', 'wrong-photo'],
      ],
    )
    // Mended: the photo is off the record, so nothing is left to do.
    const standing = (await world.office.as('qin')('GET', `./entries/${second}`)).body
    const correction = {
      ...cleanup(world.places.lane, { dayFrom: '2026-05-06' }),
      photos: [],
      reason: '用错照片',
      version: standing.version,
    }
    assert.equal((await world.office.as('qin')('PUT', `./entries/${second}`, correction)).status, 200)
    assert.deepEqual((await list('to-mend')).rows, [])
    assert.ok(
      (await list('answered')).rows.some((row) => row.id === question.id && row.sides.some((one) => !one.stands)),
    )
  })

  it('asks nothing of one event under several indicators, nor of before and after on one record', async () => {
    const [picture, before] = [await scenePhoto(31), await scenePhoto(32)]
    const first = await entry('2026-03-07', world.places.elm, [picture])
    const again = await entry('2026-03-07', world.places.elm3, [picture], { amounts: { piles: '9' } })
    const found = await world.office.as('qin')('POST', './cases', {
      issue: '楼道堆物',
      placeId: world.places.plum,
      foundOn: '2026-06-10',
      source: 'patrol',
      severity: 'ordinary',
    })
    assert.equal(found.status, 200, JSON.stringify(found.body))
    await send('qin', `./cases/${found.body.id}/photos?role=before`, before)
    await send(
      'qin',
      `./cases/${found.body.id}/photos?role=after`,
      await sharp(before).jpeg({ quality: 60 }).toBuffer(),
    )
    await look()
    for (const id of [first, again, found.body.id]) assert.deepEqual(await about(id), [])
  })

  it('asks about a problem and a ledger record that show the same picture on different days', async () => {
    const picture = await scenePhoto(33)
    const first = await entry('2026-03-09', world.places.lane, [picture])
    const found = await world.office.as('qin')('POST', './cases', {
      issue: '墙面小广告',
      placeId: world.places.plum,
      foundOn: '2026-06-11',
      source: 'patrol',
      severity: 'ordinary',
    })
    await send('qin', `./cases/${found.body.id}/photos?role=scene`, await sharp(picture).resize(420).jpeg().toBuffer())
    await look()
    const [question] = await about(first, found.body.id)
    assert.deepEqual(question?.sides.map((side) => side.kind).sort(), ['环境整治', '问题'].sort())
  })

  it('asks once, however often it looks, and not again what was answered', async () => {
    const picture = await scenePhoto(41)
    const ids = [
      await entry('2026-03-11', world.places.elm, [picture]),
      await entry('2026-05-12', world.places.lane, [picture]),
    ]
    await look()
    const [question] = await about(...ids)
    assert.equal((await answer(question!, { answer: 'same-event', word: '跨两天的一次活动' })).status, 200)
    await world.run(({ tx }) => sql`update photo_follow set position = 0`.execute(tx))
    const before = (await list()).total
    await look()
    assert.deepEqual(await about(...ids), [])
    assert.equal((await list()).total, before)
  })

  it('looks for the file of the camera as well, and for walls and darkness not at all', async () => {
    const camera = await scenePhoto(51)
    const flat = (grey: number) =>
      sharp({ create: { width: 900, height: 700, channels: 3, background: { r: grey, g: grey, b: grey } } })
        .jpeg()
        .toBuffer()
    const ids: string[] = []
    for (const [at, grey] of [12, 14, 230, 236].entries())
      ids.push(await entry(`2026-02-0${at + 1}`, world.places.lane, [await flat(grey)]))
    const one = await entry('2026-02-10', world.places.elm, [camera])
    const two = await entry('2026-02-20', world.places.lane, [await flat(99)])
    // What the phone said of a picture that was changed beyond likeness.
    await world.run(({ tx }) =>
      sql`update photo p set camera_sha256 = (select camera_sha256 from photo o join entry_photo f
      on f.sha256 = o.sha256 where f.entry_id = ${one}::uuid) from entry_photo g
      where g.sha256 = p.sha256 and g.entry_id = ${two}::uuid`.execute(tx),
    )
    await look()
    for (const id of ids) assert.deepEqual(await about(id), [])
    assert.equal((await about(one, two))[0]?.likeness, 'same-camera-file')
  })

  it('never looks into another community, and shows nothing to who sees some places only', async () => {
    const picture = await scenePhoto(61)
    const { app, office } = world
    const here = await entry('2026-03-20', world.places.elm, [picture])
    const sha256 = (await office.as('qin')('GET', `./entries/${here}`)).body.photos[0].sha256
    const reader = operatorIn(office.other.id)
    await app.db.asReader(reader, async (tx) => {
      const photo = { size: 10, width: 4, height: 3, takenAt: null, source: 'album' as const, cameraSha256: null }
      await app.commands.run({ app, tx, reader }, 'photo.note', { sha256, photo })
      await sql`insert into entry (community_id, id, kind, place_id, locus, day_from, day_to, fields, note, author, via, state, version, position, recorded_at, terms)
        values (${reader.communityId}::uuid, gen_random_uuid(), 'cleanup', null, '', '2026-05-20', '2026-05-20', '{}', '', ${reader.actor}::uuid, 'form', 'live', 1, 1, now(), '{}')`.execute(
        tx,
      )
      await sql`insert into entry_photo (community_id, entry_id, sha256) select community_id, id, ${sha256} from entry
        where community_id = ${reader.communityId}::uuid`.execute(tx)
    })
    await look()
    await lookAtPhotos(app, office.other.id)
    assert.deepEqual(await about(here), [])
    const next = await office.as('neighbour')('GET', '/api/c/lindong/photo-questions')
    assert.deepEqual([next.status, next.body.total], [200, 0])
    assert.equal((await office.as('guo')('GET', './photo-questions')).status, 403)
    assert.equal((await office.as('shen')('GET', './photo-questions')).status, 200)
    const some = { ...world.reader, places: [world.places.elm] }
    const seen = await app.db.asReader(some, (tx) => sql`select from photo_question`.execute(tx))
    assert.equal(seen.rows.length, 0)
    const waiting = (await office.as('qin')('GET', './home')).body.waiting
    const line = waiting.find((item: { code: string }) => item.code === 'photo-questions')
    assert.deepEqual([line.count, line.href], [(await list()).total, 'photo-questions'])
  })

  it('is set going by the arrival of a photo', async () => {
    const picture = await scenePhoto(71)
    const first = await entry('2026-03-23', world.places.elm, [picture])
    const second = await entry('2026-05-23', world.places.lane, [picture])
    const done = Promise.withResolvers<void>()
    const job = photoReuse(world.app)
    const run = async (payload: Record<string, unknown>): Promise<void> => {
      await job.run(payload)
      if (payload.community === world.office.community.id) done.resolve()
    }
    const runner = await workQueue(world.app.db.pool, [{ task: job.task, run }])
    await done.promise
    await runner.stop()
    assert.equal((await about(first, second)).length, 1)
  })

  it('finds by its bands exactly what comparing with every print finds', async () => {
    const { app, reader } = world
    const random = fc.sample(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), { seed: 7, numRuns: 40 })
    const flips = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { maxLength: 12 })
    const crop = fc.constantFrom<Print['crop']>('whole', 'inner', 'core', 'upper')
    const near = fc.sample(fc.tuple(fc.constantFrom(...random), flips, crop), { seed: 8, numRuns: 400 })
    const turn = (bits: bigint, at: number[]): bigint => at.reduce((all, bit) => all ^ (1n << BigInt(bit)), bits)
    const fine = new Uint8Array(64)
    const photos = near.map(([hash, at, cut], index) => ({
      sha256: `f${index.toString(16).padStart(63, '0')}`,
      prints: [{ crop: cut, hash: turn(hash, at), fine }],
    }))
    await app.db.asReader(reader, async (tx) => {
      await sql`insert into photo (community_id, sha256, bytes, type, width, height, created_at)
        select ${reader.communityId}::uuid, name, 1, 'image/jpeg', 1, 1, now()
        from unnest(${photos.map(({ sha256 }) => sha256)}::text[]) name`.execute(tx)
      await savePrints(tx, reader.communityId, photos)
      for (const [at, hash] of random.entries()) {
        const prints = (['whole', 'inner'] as const).map((name, shift) => ({
          crop: name,
          hash: turn(hash, [shift]),
          fine,
        }))
        const found = await photosLike(tx, reader.communityId, { sha256: 'x', prints }, 0)
        const naive = photos.filter((photo) =>
          photo.prints.some((other) =>
            prints.some(
              (own) => (own.crop === 'whole' || other.crop === 'whole') && hashDistance(own.hash, other.hash) <= 7,
            ),
          ),
        )
        const names = (of: { sha256: string }[]): string[] =>
          of
            .map(({ sha256 }) => sha256)
            .filter((name) => name.startsWith('f0'))
            .sort()
        assert.deepEqual(names(found), names(naive), `hash ${at}`)
      }
    })
  })

  it('prints the same picture nearly alike, and none of what shows too little or cannot be read', async () => {
    const picture = await scenePhoto(81)
    const [one, two] = await Promise.all([
      readPrints(picture),
      readPrints(await sharp(picture).blur(2).jpeg().toBuffer()),
    ])
    assert.deepEqual(
      one.map(({ crop }) => crop),
      ['whole', 'inner', 'core', 'upper'],
    )
    assert.ok(hashDistance(one[0]!.hash, two[0]!.hash) <= 7)
    assert.ok(fineDistance(one[0]!.fine, two[0]!.fine) < 100)
    const slope = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><defs><linearGradient id="g"><stop offset="0" stop-color="#222"/><stop offset="1" stop-color="#eee"/></linearGradient></defs><rect width="800" height="600" fill="url(#g)"/></svg>`
    assert.deepEqual(await readPrints(await sharp(Buffer.from(slope)).jpeg().toBuffer()), [])
    assert.deepEqual(await readPrints(Buffer.from('not a picture')), [])
    assert.deepEqual(await readPrints('missing.jpg'), [])
  })
})
