import { problemOf, unreachable } from './answer-problem.ts'
import { ApiProblem } from './api-problem.ts'
import { i18n } from './words.ts'

/**
 * Fetches a file and hands it to the browser's own download, under the name the server gave it. A refusal is an
 * ApiProblem, where following a plain link would have shown raw JSON.
 */
export async function download(path: string, fallbackName: string, init: RequestInit = {}): Promise<void> {
  const response = await fetch(path, {
    ...init,
    credentials: 'same-origin',
    headers: { 'accept-language': i18n.locale, 'x-ybz': '1', ...init.headers },
  }).catch(() => {
    throw new ApiProblem(unreachable())
  })
  if (!response.ok) throw new ApiProblem(await problemOf(response))
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = nameIn(response.headers.get('content-disposition')) ?? fallbackName
  link.click()
  // Left for a while: some browsers read the blob only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

function nameIn(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')
  if (encoded) return decodeURIComponent(encoded[1]!)
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? null
}
