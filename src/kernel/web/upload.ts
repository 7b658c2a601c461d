import { problemIn, unreachable } from './answer-problem.ts'
import { ApiProblem } from './api-problem.ts'
import { i18n } from './words.ts'

export interface UploadOptions {
  /** Share sent so far, 0 to 1. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
  method?: 'POST' | 'PUT'
  /** Further fields of the form, sent before the file. */
  fields?: Record<string, string>
  /** Send the bytes alone as the body, not as a form. */
  raw?: boolean
}

/** Sends one file, as `file` of a multipart form unless `raw`, and reports how far it is: fetch cannot do that yet. */
export function upload<A>(path: string, file: File | Blob, options: UploadOptions = {}): Promise<A> {
  return new Promise<A>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(options.method ?? 'POST', path)
    request.setRequestHeader('x-ybz', '1')
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('accept-language', i18n.locale)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) {
        resolve((request.responseText === '' ? undefined : JSON.parse(request.responseText)) as A)
      } else reject(new ApiProblem(problemIn(request.responseText, request.status)))
    })
    request.addEventListener('error', () => reject(new ApiProblem(unreachable())))
    request.addEventListener('abort', () => reject(new DOMException('upload cancelled', 'AbortError')))
    options.signal?.addEventListener('abort', () => request.abort())
    if (options.raw) {
      request.setRequestHeader('content-type', file.type || 'application/octet-stream')
      request.send(file)
      return
    }
    const form = new FormData()
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value)
    form.append('file', file)
    request.send(form)
  })
}
