import type { App } from '#kernel/node/app.ts'
import type { Tx } from '#kernel/node/db.ts'
import type { Job } from '#kernel/node/queue.ts'
import { operatorIn } from '#kernel/operator.ts'
import type { Reader } from '#kernel/reader.ts'
import { type Candidate, MOST_DISTANT_AT_ALL, questionsAbout, type Tie } from './ask-rules.ts'
import { readPrints } from './read-print.ts'
import { communitiesBehind, followedTo, lookAgain, moveMark, PHOTO_REUSE } from './store-follow.ts'
import { type PhotoPrints, photosLike, printsHere, savePrints } from './store-prints.ts'
import { ask, type NewQuestion } from './store-questions.ts'
import { type NewTies, placesAbove, sameCameraFile, tiesOf, tiesSince } from './store-ties.ts'

/**
 * Every photo that arrives puts this job in the queue; every ten minutes it is asked for whatever else came to stand on
 * a record: photos that were here before, and those from before there were questions.
 */
export const PHOTO_REUSE_CRON = `*/10 * * * * ${PHOTO_REUSE} ?jobKey=${PHOTO_REUSE}&max=1`

/** Rounds of one community in a row; what is left waits its turn in the queue. */
const ROUNDS = 20

export function photoReuse(app: App): Job {
  return {
    task: PHOTO_REUSE,
    run: async ({ community }) => {
      const communities = typeof community === 'string' ? [community] : await app.db.asOwner(communitiesBehind)
      for (const id of communities) {
        const done = await lookAtPhotos(app, id, ROUNDS)
        if (!done) await app.db.asReader(operatorIn(id, 'administrator', PHOTO_REUSE), (tx) => lookAgain(tx, id))
      }
    },
  }
}

/**
 * Looks at the photos of what was recorded since the last look: makes their prints, looks for others like them, and puts
 * questions. The pictures are worked on and searched for outside the transaction that writes, which is a short one, so
 * that nobody who saves waits for it. True when nothing is left.
 */
export async function lookAtPhotos(app: App, communityId: string, rounds = Infinity): Promise<boolean> {
  const reader = operatorIn(communityId, 'administrator', PHOTO_REUSE)
  for (let round = 0; round < rounds; round += 1) {
    const from = await app.db.asReader(reader, (tx) => followedTo(tx, communityId))
    const news = await app.db.asReader(reader, (tx) => tiesSince(tx, communityId, from))
    if (news.upTo > from) {
      const questions = await questionsOf(app, reader, news)
      const moved = await app.db.asReader(reader, async (tx) => {
        if (!(await moveMark(tx, communityId, from, news.upTo))) return false
        await ask(tx, reader, questions, app.now())
        return true
      })
      if (!moved) return true
    }
    if (news.last) return true
  }
  return false
}

async function questionsOf(app: App, reader: Reader, news: NewTies): Promise<NewQuestion[]> {
  if (news.ties.length === 0) return []
  const { communityId } = reader
  const names = [...new Set(news.ties.map((tie) => tie.sha256))]
  const prints = await app.db.asReader(reader, (tx) => printsHere(tx, communityId, names))
  const made: PhotoPrints[] = []
  for (const sha256 of names.filter((name) => !prints.has(name))) {
    made.push({ sha256, prints: await readPrints(app.blobs.path(sha256)) })
  }
  for (const { sha256, prints: own } of made) prints.set(sha256, own)
  await app.db.asReader(reader, (tx) => savePrints(tx, communityId, made))
  const wanted = new Set(news.ties.map((tie) => `${tie.id} ${tie.sha256}`))
  return app.db.asReader(reader, async (tx) => {
    const questions: NewQuestion[] = []
    for (const sha256 of names) {
      const { own, candidates } = await candidatesFor(tx, communityId, { sha256, prints: prints.get(sha256) ?? [] })
      const ties = own.filter((tie) => wanted.has(`${tie.id} ${tie.sha256}`))
      const places = [...ties, ...candidates.map(({ tie }) => tie)].flatMap((tie) => tie.placeId ?? [])
      const above = await placesAbove(tx, communityId, [...new Set(places)])
      for (const tie of ties) {
        for (const asked of questionsAbout(tie, candidates, above)) questions.push({ tie, asked })
      }
    }
    return questions
  })
}

/** A photo's own records, and every record that shows it or one like it. */
async function candidatesFor(
  tx: Tx,
  communityId: string,
  photo: PhotoPrints,
): Promise<{ own: Tie[]; candidates: Candidate[] }> {
  const sameFile = await sameCameraFile(tx, communityId, photo.sha256)
  const alike = await photosLike(tx, communityId, photo, MOST_DISTANT_AT_ALL)
  const distances = new Map(alike.map(({ sha256, distance }) => [sha256, distance]))
  const ties = await tiesOf(tx, communityId, [photo.sha256, ...sameFile, ...distances.keys()])
  const own = ties.filter((tie) => tie.sha256 === photo.sha256)
  const candidates = ties.map((tie): Candidate => {
    if (tie.sha256 === photo.sha256) return { tie, likeness: 'same-photo', distance: 0 }
    if (sameFile.includes(tie.sha256)) return { tie, likeness: 'same-camera-file', distance: 0 }
    return { tie, likeness: 'alike', distance: distances.get(tie.sha256)! }
  })
  return { own, candidates }
}
