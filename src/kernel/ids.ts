/**
 * Identifiers are UUIDv7 (RFC 9562 §5.7) made by whoever creates the thing, so a phone without a network can make
 * them. Within one process they rise strictly: a 12-bit counter breaks ties inside a millisecond.
 */
export const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

let lastTime = 0
let counter = 0

export function newId(now: number = Date.now()): string {
  if (now > lastTime) {
    lastTime = now
    counter = crypto.getRandomValues(new Uint16Array(1))[0]! & 0x7ff
  } else {
    counter += 1
    if (counter > 0xfff) {
      lastTime += 1
      counter = 0
    }
  }
  const time = lastTime.toString(16).padStart(12, '0')
  const random = crypto.getRandomValues(new Uint8Array(8))
  random[0] = (random[0]! & 0x3f) | 0x80
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
