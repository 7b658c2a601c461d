import type { ProblemBody } from '#kernel/problem.ts'
import { say } from './words.ts'

/** What the server said, or a sentence of our own where something in between answered for it. */
export async function problemOf(response: Response): Promise<ProblemBody> {
  return problemIn(await response.text().catch(() => ''), response.status)
}

export function problemIn(text: string, status: number): ProblemBody {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>
    if (typeof body.code === 'string' && typeof body.message === 'string') {
      return { ...body, code: body.code, message: body.message, status: body.status ?? status }
    }
  } catch {
    // Not ours: a proxy's page, or a server cut off in the middle of its answer.
  }
  return {
    code: 'answer.unreadable',
    status,
    message: say('服务器的回答无法识别（状态 {status}）。请稍后重试。', { status }),
  }
}

export function unreachable(): ProblemBody {
  return {
    code: 'server.unreachable',
    status: 503,
    message: say('连不上服务器，刚才的操作没有保存。请检查网络后重试。'),
  }
}
