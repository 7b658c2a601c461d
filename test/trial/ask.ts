import { Agent, request } from 'node:http'

/** What came back; null when no whole answer did: whether the server did it is not known. */
export type Said = { status: number; retryAfter: number | null; body: Record<string, unknown> } | null

export interface Asked {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  cookie?: string | undefined
  body?: object | Uint8Array | undefined
}

export type Ask = (asked: Asked) => Promise<Said>

/** As long as a phone waits for an answer. */
const PATIENCE_MS = 45_000

/** One network with so many connections that stay open; what comes beyond them waits its turn. */
export function network(port: number, sockets: number): { ask: Ask; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets })
  const ask: Ask = ({ method, path, cookie, body }) =>
    new Promise((settle) => {
      const bytes = body === undefined || body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
      const headers = {
        'x-ybz': '1',
        ...(cookie && { cookie }),
        ...(bytes && {
          'content-type': body instanceof Uint8Array ? 'image/jpeg' : 'application/json',
          'content-length': String(bytes.byteLength),
        }),
      }
      const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', () => settle(null))
        answer.on('end', () => {
          if (!answer.complete) return settle(null)
          const after = answer.headers['retry-after']
          settle({
            status: answer.statusCode!,
            retryAfter: after === undefined ? null : Number(after),
            body: readJson(Buffer.concat(parts).toString()),
          })
        })
      })
      sent.setTimeout(PATIENCE_MS, () => sent.destroy())
      sent.on('error', () => settle(null))
      sent.on('close', () => settle(null))
      sent.end(bytes)
    })
  return { ask, close: () => agent.destroy() }
}

function readJson(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}
