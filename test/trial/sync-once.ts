import { BatchReply } from '#slices/field/schema.ts'
import type { Ask, Said } from './ask.ts'
import type { FieldPhone } from './field-phone.ts'

/**
 * One round: some of what waits, then the photos it was granted slots for.
 * @param heard of every answer: when it was asked for (performance.now()), and its status, 0 when none came
 * @returns what stopped it, or 'sent'
 */
export async function syncOnce(
  phone: FieldPhone,
  ask: Ask,
  most: number,
  heard: (begun: number, status: number) => void,
): Promise<'sent' | Said> {
  const { community, cookie } = phone.seat
  const home = `/api/c/${community}/field`
  const sent = phone.next(most)
  const [begun, sentAt] = [performance.now(), Date.now()]
  const said = await ask({ method: 'POST', path: `${home}/batch`, cookie, body: phone.batchOf(sent) })
  const reply = said?.status === 200 ? BatchReply.safeParse(said.body).data : undefined
  // Taken for good only where something was decided: a reply in which all is left for later is no write.
  const decided = reply?.items.every((item) => item.outcome !== 'later')
  heard(begun, said?.status === 200 && !decided ? -1 : (said?.status ?? 0))
  if (!reply) {
    for (const one of sent) one.cut += 1
    return said
  }
  const slots = phone.take(reply, sentAt)
  for (const sha256 of slots) {
    const picture = phone.pictures.get(sha256)
    if (!picture || picture.isThere) continue
    const path = `${home}/photos/${sha256}?device=${phone.deviceId}`
    const answer = await ask({ method: 'PUT', path, cookie, body: picture.bytes })
    if (answer?.status !== 200) return answer
    if (answer.body.sha256 === sha256) phone.arrived(sha256)
  }
  return decided ? 'sent' : said
}
