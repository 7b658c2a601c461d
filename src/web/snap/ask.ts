import { languageNow, t } from './words.ts'

/** A refusal as the server says it, in a sentence that can be shown. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Asks the public page's own part of the server; `path` goes behind the community's code. @throws Refusal */
export async function ask<A>(community: string, path: string, body?: unknown): Promise<A> {
  let answer: Response
  try {
    answer = await fetch(`/api/snap/${encodeURIComponent(community)}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      credentials: 'omit',
      headers: {
        'accept-language': languageNow(),
        'x-ybz': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new Refusal(0, t('连不上网络，没有提交成功。填写的内容还在，请稍后再试。'))
  }
  const said = (await answer.json().catch(() => null)) as { message?: string } | null
  if (!answer.ok || said === null)
    throw new Refusal(answer.status, said?.message ?? t('服务器没有正常回答，请稍后再试。'))
  return said as A
}
