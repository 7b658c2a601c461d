import { dayAt } from '#kernel/days.ts'
import type { App } from '#kernel/node/app.ts'
import { preparePhoto } from '#kernel/node/photos/prepare-photo.ts'
import { caseProblems } from './problems.ts'
import { snapProblems as problems } from './snap-problems.ts'
import type { SnapReport } from './snap-schema.ts'
import { asResident, type Visit } from './snap-visit.ts'
import { reportCases } from './store-report.ts'
import { publicPlaces, reportedOn } from './store-snap.ts'
import { follow } from './store-snap-follow.ts'

/** What a whole community takes in through its page in a day. */
const MOST_OF_COMMUNITY = 300

/**
 * Takes what a resident reports: the community first, then the picture, then the rows. Returns the code to look it up
 * with.
 * @throws snap.enough · case.place-unknown
 */
export async function takeSnap(app: App, at: Visit, report: SnapReport): Promise<{ code: string }> {
  // The community is looked up before any work on a picture, so that a page that is off costs nothing.
  await asResident(app, at, async (tx, reader) => {
    if ((await reportedOn(tx, reader.communityId, dayAt(app.now()))) >= MOST_OF_COMMUNITY)
      throw problems['snap.enough']()
  })
  const { photo } = report
  const picture = photo ? await at.gate.picture(() => preparePhoto(Buffer.from(photo, 'base64'))) : null
  const sha256 = picture && (await app.blobs.put(picture.bytes))
  return asResident(app, at, async (tx, reader) => {
    const now = app.now()
    const { issue, placeId, locus, contact } = report
    if (placeId && (await publicPlaces(tx, reader.communityId, dayAt(now), placeId)).length === 0) {
      throw caseProblems['case.place-unknown']({}, 'placeId')
    }
    if (picture) await app.commands.run({ app, tx, reader }, 'photo.note', { sha256: sha256!, photo: picture })
    const draft = {
      ...(report.id ? { id: report.id } : {}),
      severity: 'ordinary' as const,
      source: 'resident' as const,
      issue,
      placeId,
      locus,
      ...(sha256 ? { photos: [{ sha256, role: 'scene' as const }] } : {}),
    }
    const [saved] = await reportCases(tx, reader, [draft], now)
    return { code: await follow(tx, reader.communityId, { caseId: saved!.id, contact }, now) }
  })
}
