import { i18n, say } from '#kernel/web/words.ts'

/** A refusal as the server says it; status 0 means that it was not reached. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Reads from the server, and what is no record: saving never goes this way. @throws Refusal */
export async function ask<A>(path: string, method: 'GET' | 'PUT' | 'DELETE' = 'GET', body?: object): Promise<A> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        'x-ybz-language': i18n.locale,
        'x-ybz': '1',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(20_000),
    })
  } catch {
    throw new Refusal(0, say('连不上网络。'))
  }
  const said = (await response.json().catch(() => null)) as { message?: string } | null
  // A page of a hotel's network is no answer of ours, whatever its status says.
  if (said === null && response.status !== 204) throw new Refusal(0, say('网络没有正常回答，请稍后再试。'))
  if (!response.ok) throw new Refusal(response.status, said?.message ?? say('服务器没有正常回答，请稍后再试。'))
  return said as A
}
