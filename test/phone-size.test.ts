import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const PAGES = resolve(import.meta.dirname, '../dist/web')
/** What the phone's app may weigh the first time, in bytes as they travel. */
const MOST = 120_000

/** The page and every script and style it asks for before anything can be seen. */
function firstLoad(page: string): { file: string; bytes: number }[] {
  const html = readFileSync(join(PAGES, page), 'utf8')
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .filter(([tag]) => /^<script|rel="(?:stylesheet|modulepreload)"/.test(tag))
    .flatMap(([tag]) => /(?:src|href)="\/(assets\/[^"]+)"/.exec(tag)?.[1] ?? [])
  const files = new Set([page])
  const reach = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    if (!file.endsWith('.js')) return
    // What a script imports at its top comes along whether or not the page says so.
    const source = readFileSync(join(PAGES, file), 'utf8')
    for (const [, name] of source.matchAll(/(?:^|[;\n])import\s*(?:[^'"`;()]*?from\s*)?["'`]\.\/([\w.-]+\.js)["'`]/g))
      reach(`assets/${name}`)
  }
  for (const file of named) reach(file)
  return [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(join(PAGES, file)), { level: 9 }).length }))
}

test(
  'the phone’s app is light enough to load in an alley',
  { skip: !existsSync(join(PAGES, 'm/index.html')) && 'the pages are not built' },
  (context) => {
    const files = firstLoad('m/index.html')
    assert.ok(
      files.some(({ file }) => file.endsWith('.js')) && files.some(({ file }) => file.endsWith('.css')),
      'scripts and styles were found',
    )
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
    const kb = (bytes: number): string => (bytes / 1000).toFixed(1)
    context.diagnostic(`first load of /m: ${kb(total)} KB gzip in ${files.length} files, of ${MOST / 1000}`)
    const largest = files.toSorted((a, b) => b.bytes - a.bytes).map(({ file, bytes }) => `${file} ${kb(bytes)} KB`)
    assert.ok(total <= MOST, `${kb(total)} KB:\n${largest.join('\n')}`)
    // The words of the other languages wait until one of them is chosen.
    const all = files.map(({ file }) => readFileSync(join(PAGES, file), 'utf8')).join('')
    assert.ok(all.includes('已存在这部手机里'), 'the source words are there')
    for (const other of ['It is on this phone, and is sent by itself', '已存在這部手機裡'])
      assert.ok(!all.includes(other), `“${other}” is loaded before it is asked for`)
  },
)
