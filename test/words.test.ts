import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { ROLE_LABEL } from '#kernel/reader.ts'
import { NAV_GROUPS } from '#kernel/web/page.ts'
import { ASSET_CONDITION_LABEL } from '#slices/assets/schema.ts'
import { CASE_EVENT_LABEL } from '#slices/cases/event-schema.ts'
import { PAPER_LABEL, PAPER_STATE_LABEL } from '#slices/cases/paper-schema.ts'
import { THREE_LIST_COLUMNS, THREE_LIST_LABEL } from '#slices/cases/three-list-schema.ts'
import * as cases from '#slices/cases/schema.ts'
import { EVENT_TEXT } from '#slices/home/rules.ts'
import { FIELD_TYPE_LABEL, PHOTO_RULE_LABEL } from '#slices/ledger/kind-schema.ts'
import { PHOTO_ROLE_LABEL, STATE_LABEL, VIA_LABEL } from '#slices/ledger/schema.ts'
import { LIMIT_UNIT_LABEL } from '#kernel/work-calendar.ts'
import { PARTY_KIND_LABEL } from '#slices/people/schema.ts'
import { REPORT_STATE_LABEL } from '#slices/reports/schema.ts'
import { english } from '#web/words.ts'

const ROOT = resolve(import.meta.dirname, '..')
const SCREENS = ['src/kernel/web/**/*.{ts,tsx}', 'src/web/**/*.{ts,tsx}', 'src/slices/*/screens/**/*.{ts,tsx}']
const isCode = (file: string): boolean => !file.endsWith('.test.ts') && !file.endsWith('words.en.ts')
const sources = SCREENS.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).filter(isCode)

interface Word {
  text: string
  file: string
}

// t('…') and say('…'), the titles of pages, and the words code gathers in a table before saying them.
const SAID = /(?<![\w#.])(?:t|say)\(\s*'((?:[^'\\]|\\.)*)'/g
const TITLE = /\btitle: '((?:[^'\\]|\\.)*)'/g

function saidIn(file: string): Word[] {
  const text = readFileSync(resolve(ROOT, file), 'utf8')
  const found = [...text.matchAll(SAID), ...(file.endsWith('pages.tsx') ? text.matchAll(TITLE) : [])]
  return found.map((match) => ({ text: match[1]!.replaceAll("\\'", "'"), file }))
}

// The words of codes stand once, beside the codes, and screens look them up.
const TABLES: Record<string, string>[] = [
  ROLE_LABEL,
  EVENT_TEXT,
  PARTY_KIND_LABEL,
  ASSET_CONDITION_LABEL,
  FIELD_TYPE_LABEL,
  PHOTO_ROLE_LABEL,
  PHOTO_RULE_LABEL,
  STATE_LABEL,
  VIA_LABEL,
  REPORT_STATE_LABEL,
  cases.SOURCE_LABEL,
  cases.SEVERITY_LABEL,
  cases.STATE_LABEL,
  cases.PLAIN_STATE_LABEL,
  cases.STEP_LABEL,
  CASE_EVENT_LABEL,
  PAPER_LABEL,
  PAPER_STATE_LABEL,
  THREE_LIST_LABEL,
  Object.fromEntries(Object.values(THREE_LIST_COLUMNS).flatMap((headers) => headers.map((word) => [word, word]))),
  LIMIT_UNIT_LABEL,
]

const said: Word[] = [
  ...sources.flatMap(saidIn),
  ...[...NAV_GROUPS, ...TABLES.flatMap((table) => Object.values(table))].map((text) => ({ text, file: 'a table' })),
]

async function catalogues(): Promise<{ file: string; words: Record<string, string> }[]> {
  const files = globSync('src/**/words.en.ts', { cwd: ROOT })
  return Promise.all(
    files.map(async (file) => {
      const { words } = (await import(resolve(ROOT, file))) as { words: Record<string, string> }
      return { file, words }
    }),
  )
}

test('every word on a screen has its English', () => {
  assert.ok(said.length > 100, 'the scan found the screens')
  const missing = said.filter((word) => english[word.text] === undefined)
  assert.deepEqual(
    missing.map((word) => `${word.file}: ${word.text}`),
    [],
  )
})

test('a translation keeps the parameters of its sentence', async () => {
  const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!))].sort()
  for (const { file, words } of await catalogues()) {
    for (const [chinese, english] of Object.entries(words)) {
      // Words inside a plural form, as in {count, plural, one {row} other {rows}}, are no parameters.
      const given = names(chinese)
      const used = names(english).filter((name) => given.includes(name))
      assert.deepEqual(used, given, `${file}: ${chinese}`)
    }
  }
})

test('one sentence has one English, whichever slice says it', async () => {
  const first = new Map<string, { english: string; file: string }>()
  for (const { file, words } of await catalogues()) {
    for (const [chinese, english] of Object.entries(words)) {
      const before = first.get(chinese)
      assert.ok(!before || before.english === english, `${chinese}: ${before?.file} and ${file} differ`)
      first.set(chinese, { english, file })
    }
  }
})
