import { isOf, owedPhotos } from './outbox-rules.ts'
import type { Held, Outbox } from './outbox.ts'
import type { NetReply, Owner, PhoneWorld } from './ports.ts'
import { confirmed } from './reply-rules.ts'
import type { SetBack } from './set-back.ts'

/** Nobody is signed in here, or somebody else. */
export const SIGNED_OUT: ReadonlySet<number> = new Set([401, 409])
const OVERLOADED: ReadonlySet<number> = new Set([429, 503, 507])
/** A photo refused for what it is; all else may pass. */
const NEVER_A_PHOTO = 415
/** So many in a row without an answer: rather the line than the photos. */
const CUT_IN_A_ROW = 2

interface Errand {
  owner: Owner
  deviceId: string
}

/**
 * Sends the photos the server granted slots for, one after another. One whose connection dies is set back, and the
 * others go on; when the line itself seems dead, the next question to the server finds out.
 * @returns what ended it before all were tried; null to go on
 */
export async function sendPhotos(
  { disk, net, hashBytes }: Pick<PhoneWorld, 'disk' | 'net' | 'hashBytes'>,
  outbox: Outbox,
  setBack: SetBack,
  { owner, deviceId }: Errand,
  slots: readonly string[],
): Promise<Exclude<NetReply<never>, { is: 'answer' }> | null> {
  let cut = 0
  for (const sha256 of slots) {
    if (cut === CUT_IN_A_ROW) return null
    const photo = await disk.photo(sha256)
    if (!photo || (await hashBytes(photo.bytes)) !== sha256) {
      await markLost(outbox, owner, sha256)
      continue
    }
    const reply = await net.sendPhoto(owner, deviceId, sha256, photo.bytes)
    cut = reply.is === 'unclear' ? cut + 1 : 0
    if (reply.is === 'refused') {
      if (SIGNED_OUT.has(reply.status) || OVERLOADED.has(reply.status)) return reply
      if (reply.status === NEVER_A_PHOTO) await markLost(outbox, owner, sha256)
    }
    // What the server holds is what it says it computed, not what we meant to send.
    if (reply.is === 'answer' && reply.value.sha256 === sha256) {
      const { next, epoch } = reply.value
      await outbox.change(({ rows }) => ({
        result: undefined,
        write: { rows: confirmed(rows, owner, [sha256], { epoch, next }) },
      }))
      continue
    }
    // One photo that does not get through holds up nothing else.
    setBack.passBy(sha256, reply.is === 'refused')
  }
  return null
}

function markLost(outbox: Outbox, owner: Owner, sha256: string): Promise<void> {
  return outbox.change(({ meta, rows }: Held) => ({
    result: undefined,
    write: {
      rows: rows
        .filter((row) => isOf(row, owner) && owedPhotos(row, meta).includes(sha256))
        .map((row) => ({ ...row, lostPhotos: [...row.lostPhotos, sha256] })),
    },
  }))
}
