import { Converter } from 'opencc-js/cn2t'
import type { FastifyRequest } from 'fastify'
import type { Language } from '#kernel/language.ts'
import type { Problem, ProblemBody } from '#kernel/problem.ts'

/** The language the page asked in: our own header first, then the browser's. */
export function languageOf(request: FastifyRequest): Language {
  const asked = String(request.headers['x-ybz-language'] ?? request.headers['accept-language'] ?? '')
  if (/^en/i.test(asked)) return 'en'
  return /^zh-(hant|tw|hk|mo)/i.test(asked) ? 'zh-Hant' : 'zh-CN'
}

let toTraditional: ((text: string) => string) | undefined

export function say(problem: Problem, language: Language): ProblemBody {
  if (language === 'en') return problem.body('en')
  const body = problem.body('zh')
  if (language === 'zh-CN') return body
  const convert = (toTraditional ??= Converter({ from: 'cn', to: 'tw' }))
  return { ...body, message: convert(body.message) }
}
