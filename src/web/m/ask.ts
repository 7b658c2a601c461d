/** A refusal as the server says it; status 0 means that it was not reached. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Reads from the server; saving never goes this way. @throws Refusal */
export async function ask<A>(path: string, method: 'GET' | 'DELETE' = 'GET'): Promise<A> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: { accept: 'application/json', 'accept-language': 'zh-CN', 'x-ybz': '1' },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(20_000),
    })
  } catch {
    throw new Refusal(0, '连不上网络。')
  }
  const said = (await response.json().catch(() => null)) as { message?: string } | null
  // A page of a hotel's network is no answer of ours, whatever its status says.
  if (said === null) throw new Refusal(0, '网络没有正常回答，请稍后再试。')
  if (!response.ok) throw new Refusal(response.status, said.message ?? '服务器没有正常回答，请稍后再试。')
  return said as A
}
