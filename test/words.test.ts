import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { parseSync } from '@swc/core'
import { ROLE_LABEL } from '#kernel/reader.ts'
import { NAV_GROUPS } from '#kernel/web/page.ts'
import { ASSET_CONDITION_LABEL } from '#slices/assets/schema.ts'
import { CASE_EVENT_LABEL } from '#slices/cases/event-schema.ts'
import { PAPER_LABEL, PAPER_STATE_LABEL } from '#slices/cases/paper-schema.ts'
import { THREE_LIST_COLUMNS, THREE_LIST_LABEL } from '#slices/cases/three-list-schema.ts'
import * as cases from '#slices/cases/schema.ts'
import { SNAP_WORDS } from '#slices/cases/snap-words-rules.ts'
import { STEP_LABEL } from '#slices/cases/step-schema.ts'
import { ACT_LABEL, WAITING_STATE_LABEL } from '#slices/field/waiting-schema.ts'
import { EVENT_TEXT } from '#slices/home/rules.ts'
import { FIELD_TYPE_LABEL, PHOTO_RULE_LABEL } from '#slices/ledger/kind-schema.ts'
import { PHOTO_ROLE_LABEL, STATE_LABEL, VIA_LABEL } from '#slices/ledger/schema.ts'
import { LIMIT_UNIT_LABEL } from '#kernel/work-calendar.ts'
import { PARTY_KIND_LABEL } from '#slices/people/schema.ts'
import { REPORT_STATE_LABEL } from '#slices/reports/schema.ts'
import { words as phonePage } from '#web/m/words.en.ts'
import { words as publicPage } from '#web/snap/words.en.ts'
import { english as office } from '#web/words.ts'

const ROOT = resolve(import.meta.dirname, '..')
const SCREENS = [
  'src/kernel/photo-stamp.ts',
  'src/kernel/web/**/*.{ts,tsx}',
  'src/web/**/*.{ts,tsx}',
  'src/slices/*/screens/**/*.{ts,tsx}',
]
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
  STEP_LABEL,
  CASE_EVENT_LABEL,
  PAPER_LABEL,
  PAPER_STATE_LABEL,
  THREE_LIST_LABEL,
  Object.fromEntries(Object.values(THREE_LIST_COLUMNS).flatMap((headers) => headers.map((word) => [word, word]))),
  LIMIT_UNIT_LABEL,
  Object.fromEntries(
    Object.values(SNAP_WORDS).flatMap(({ title, words }) => [
      [title, title],
      [words, words],
    ]),
  ),
  ACT_LABEL,
  WAITING_STATE_LABEL,
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

// The phone's app and the public page carry their own.
const english: Record<string, string> = { ...office, ...phonePage, ...publicPage }

test('every word on a screen has its English', () => {
  assert.ok(said.length > 100, 'the scan found the screens')
  const missing = said.filter((word) => english[word.text] === undefined)
  assert.deepEqual(
    missing.map((word) => `${word.file}: ${word.text}`),
    [],
  )
})

// The pinyin table's characters are no words.
const PHONE = ['src/web/m/**/*.{ts,tsx}', 'src/slices/field/phone/shrink-photo.ts', 'src/kernel/amount-of-time.ts']
const NO_WORDS = new Set(['src/web/m/find-place.ts'])
const HAN = /\p{Script=Han}|[，。；：、（）“”]/u

test('every Chinese text of the phone’s app is a sentence of its own catalogue, and every sentence is used', () => {
  const used = new Set<string>()
  const loose: string[] = []
  for (const file of PHONE.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).filter(isCode)) {
    if (NO_WORDS.has(file) || file.endsWith('.d.ts')) continue
    const source = readFileSync(resolve(ROOT, file), 'utf8')
    visit(parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x') }), (node) => {
      if (node.type === 'StringLiteral' && HAN.test(node.value)) used.add(node.value)
      // Text between tags, or glued together, cannot be said in another language.
      const bare = node.type === 'JSXText' ? node.value : node.type === 'TemplateElement' ? node.raw : ''
      if (HAN.test(bare)) loose.push(`${file}: ${bare.trim()}`)
    })
  }
  assert.deepEqual(loose, [])
  assert.ok(used.size > 100, 'the scan found the pages')
  assert.deepEqual(
    [...used].filter((text) => phonePage[text] === undefined),
    [],
    'without English',
  )
  assert.deepEqual(
    Object.keys(phonePage).filter((text) => !used.has(text)),
    [],
    'said nowhere',
  )
})

function visit(node: any, see: (node: any) => void): void {
  if (node === null || typeof node !== 'object') return
  if (typeof node.type === 'string') see(node)
  for (const child of Object.values(node)) visit(child, see)
}

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
