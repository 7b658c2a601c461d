import type { BatchReply, PhotoReply } from '../schema.ts'
import type { NetReply, PhoneNet } from './ports.ts'
import { readBatchReply, readPhotoReply } from './read-reply.ts'

const BATCH_MS = 45_000
/** No longer than the server listens; enough for 600 KB at 64 kbit/s (75 s). */
const PHOTO_MS = 120_000
/** A line slower than 5 KB/s is as good as dead: whatever else waits is not held up by it for longer. */
const photoMs = (bytes: number): number => Math.min(PHOTO_MS, 20_000 + bytes / 5)

/** The protocol over fetch. Whatever is not plainly an answer of our server (a hotel's login page, half a line) is unclear. */
export class BrowserNet implements PhoneNet {
  readonly #language: () => string

  /** @param language in which the server is to say why it refuses something */
  constructor(language: () => string) {
    this.#language = language
  }

  send: PhoneNet['send'] = (community, batch): Promise<NetReply<BatchReply>> =>
    ask(`${fieldOf(community)}/batch`, BATCH_MS, readBatchReply, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ybz-language': this.#language() },
      body: JSON.stringify(batch),
    })

  sendPhoto: PhoneNet['sendPhoto'] = (
    { community, accountId },
    deviceId,
    sha256,
    bytes,
  ): Promise<NetReply<PhotoReply>> =>
    ask(
      `${fieldOf(community)}/photos/${sha256}?device=${deviceId}&account=${accountId}`,
      photoMs(bytes.length),
      readPhotoReply,
      {
        method: 'PUT',
        headers: { 'content-type': 'image/jpeg', 'x-ybz-language': this.#language() },
        body: bytes as Uint8Array<ArrayBuffer>,
      },
    )
}

const fieldOf = (community: string): string => `/api/c/${encodeURIComponent(community)}/field`

async function ask<T>(
  path: string,
  ms: number,
  read: (said: unknown) => T | null,
  init: RequestInit,
): Promise<NetReply<T>> {
  try {
    const response = await fetch(path, {
      ...init,
      headers: { ...init.headers, accept: 'application/json', 'x-ybz': '1' },
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(ms),
    })
    const said = (await response.json()) as unknown
    if (!response.ok) return { is: 'refused', status: response.status, retryAfter: secondsOf(response) }
    const value = read(said)
    return value === null ? { is: 'unclear' } : { is: 'answer', value }
  } catch {
    return { is: 'unclear' }
  }
}

function secondsOf(response: Response): number | null {
  const text = response.headers.get('retry-after')
  if (!text || !/^\d{1,6}$/.test(text)) return null
  return Number(text)
}
