import type { ProblemBody } from '#kernel/problem.ts'
import { ApiProblem } from './api-problem.ts'
import { problemOf, unreachable } from './answer-problem.ts'
import { i18n } from './words.ts'

/**
 * Every call to the server goes through here. A refusal arrives as an ApiProblem whose message can be shown as it is.
 * Writes carry a header that another site's page cannot send, which is what the server checks them by.
 */
export type Query = Record<string, string | number | boolean | null | undefined>

let signedOut: () => void = () => {}

/** What to do when a page asks for something and the session has ended. A write keeps its form and shows the sentence. */
export function whenSignedOut(act: () => void): void {
  signedOut = act
}

export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (pairs.length === 0) return path
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`
}

async function call<A>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<A> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': i18n.locale }
  if (method !== 'GET') headers['x-ybz'] = '1'
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body instanceof Blob || body instanceof FormData) init.body = body
  else if (body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(body)
  }
  if (signal) init.signal = signal
  let response: Response
  try {
    response = await fetch(path, init)
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiProblem(unreachable())
  }
  if (!response.ok) throw refused(await problemOf(response), method)
  if (response.status === 204) return undefined as A
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as A
}

function refused(body: ProblemBody, method: string): ApiProblem {
  if (body.code === 'session.missing' && method === 'GET') signedOut()
  return new ApiProblem(body)
}

export const api = {
  get: <A>(path: string, query?: Query, signal?: AbortSignal) =>
    call<A>('GET', withQuery(path, query), undefined, signal),
  post: <A>(path: string, body: unknown = {}) => call<A>('POST', path, body),
  put: <A>(path: string, body: unknown = {}) => call<A>('PUT', path, body),
  delete: <A>(path: string) => call<A>('DELETE', path),
}
