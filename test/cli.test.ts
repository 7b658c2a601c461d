import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Database } from '#kernel/node/postgres/database.ts'
import { openDatabase } from '#kernel/node/postgres/open-database.ts'
import { readWorkbook } from '#kernel/node/sheets/read-workbook.ts'
import { EXPECTED } from './workbook/expected-figures.ts'
import { yearWorkbook } from './workbook/year-workbook.ts'

const ROOT = resolve(import.meta.dirname, '..')
const YEAR = ['--from', '2020-01-01', '--to', '2020-12-31']

interface Ran {
  code: number
  out: string
  err: string
  json: any
}

describe('the command line over a data folder of its own', () => {
  let folder: string
  let held: Database | undefined
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ybz-cli-'))
    await writeFile(join(folder, '台账.xlsx'), yearWorkbook())
  })
  after(async () => {
    await held?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const ybz = (args: string[], data = 'data'): Promise<Ran> =>
    new Promise((done) => {
      const env = { ...process.env, YBZ_DATA: data, INIT_CWD: folder, DATABASE_URL: '' }
      execFile(
        process.execPath,
        ['--import', './scripts/compile-cache.mjs', 'src/server/ybz.ts', ...args],
        { cwd: ROOT, env, maxBuffer: 64 << 20 },
        (error, out, err) => {
          const code = error ? Number(error.code ?? 99) : 0
          done({ code, out, err, json: args.includes('--json') ? JSON.parse(out) : undefined })
        },
      )
    })

  it('makes a community and takes a whole workbook into it, naming the broken rows', async () => {
    assert.equal((await ybz(['community', 'create', 'hexiang', '--name', '荷香社区', '--json'])).json.code, 'hexiang')
    // From here on a server has the folder open, as on a working day; the commands join it.
    held = await openDatabase({ dataFolder: join(folder, 'data'), purpose: 'server' })
    const dry = await ybz(['import', '台账.xlsx', '--community', 'hexiang', '--year', '2020', '--dry-run', '--json'])
    const first = await ybz(['import', '台账.xlsx', '--community', 'hexiang', '--year', '2020', '--yes', '--json'])
    assert.equal(first.code, 1, first.err)
    assert.deepEqual(Object.keys(first.json), ['accepted', 'corrected', 'unchanged', 'findings'])
    assert.equal(dry.json.accepted, first.json.accepted)
    const named = Object.fromEntries(
      first.json.findings.filter((f: any) => f.sheet === '环境整治').map((f: any) => [f.cell, f.code]),
    )
    assert.deepEqual(
      { B111: named.B111, C112: named.C112, E113: named.E113, E114: named.E114 },
      { B111: 'day.impossible', C112: 'place.unknown', E113: 'quantity.no-number', E114: 'quantity.negative' },
    )
    const conflict = first.json.findings.find((f: any) => f.code === 'fact.conflict')
    assert.match(conflict.message, /3920户.*3660户/)
    const again = await ybz(['import', '台账.xlsx', '--community', 'hexiang', '--year', '2020', '--yes', '--json'])
    assert.deepEqual([again.json.accepted, again.json.corrected, again.json.unchanged], [0, 0, first.json.accepted])
  })

  it('answers every figure of the year, exactly and as it is printed', async () => {
    const { json } = await ybz(['figures', '--community', 'hexiang', ...YEAR, '--json'])
    const got = Object.fromEntries(json.map((figure: any) => [figure.key, [figure.value, figure.unit, figure.printed]]))
    for (const [key, [value, unit, printed]] of Object.entries(EXPECTED)) {
      assert.deepEqual(got[key], [value, unit, printed ?? `${value}${unit}`], key)
    }
    assert.equal(json.find((figure: any) => figure.key === 'cleanup.garbage.piles').count, 52)
  })

  it('traces a figure to records that add up to it', async () => {
    for (const key of ['cleanup.garbage.tons', 'places.building.count']) {
      const { json } = await ybz(['trace', key, '--community', 'hexiang', ...YEAR, '--json'])
      const sum = json.reduce((total: number, row: any) => total + Math.round(row.amount * 10), 0) / 10
      assert.equal(sum, EXPECTED[key]![0], key)
    }
    const unknown = await ybz(['trace', 'no.such', '--community', 'hexiang', '--json'])
    assert.deepEqual([unknown.code, unknown.json.code], [3, 'figure.unknown'])
  })

  it('writes the report as a Word file', async () => {
    const { json } = await ybz([
      'report',
      '--community',
      'hexiang',
      ...YEAR,
      '--issue',
      '--edition',
      'draft',
      '--out',
      '汇报.docx',
      '--json',
    ])
    const bytes = await readFile(join(folder, '汇报.docx'))
    assert.equal(bytes.subarray(0, 2).toString(), 'PK')
    assert.ok(json.issued && json.position > 0)
  })

  it('exports everything, as sheets and as json', async () => {
    const sheets = await ybz(['export', '--community', 'hexiang', '--out', '导出.xlsx', '--json'])
    assert.equal(sheets.code, 0, sheets.err)
    const book = await readWorkbook(await readFile(join(folder, '导出.xlsx')), '导出.xlsx')
    const rowsOf = (name: string) =>
      book.sheets.find((sheet) => sheet.name === name)!.rows.map((row) => row.cells.map((cell) => cell.text))
    assert.equal(rowsOf('楼院').length, 62)
    assert.ok(rowsOf('楼院')[0]!.includes('楼栋数(栋)'))
    assert.equal(rowsOf('电子屏').length, 24)
    assert.ok(rowsOf('社区概况').some((row) => row[0] === '辖区面积' && row[1] === '1.3'))
    assert.ok(rowsOf('包抓责任').some((row) => row[1] === '包抓单位'))
    await ybz(['export', '--community', 'hexiang', '--out', '导出.json', '--json'])
    const facts = JSON.parse(await readFile(join(folder, '导出.json'), 'utf8'))
    assert.equal(facts.objects.filter((one: any) => one.type === 'place' && one.body.type === 'yard').length, 61)
  })

  it('backs up, restores into an empty folder with the same figures, and finds nothing wrong there', async () => {
    const backup = await ybz(['backup', '--out', '备份', '--off-machine', '--json'])
    const restored = await ybz(['restore', backup.json.folder, '--json'], 'restored')
    assert.equal(restored.code, 0, restored.err)
    const before = await ybz(['figures', '--community', 'hexiang', ...YEAR, '--json'])
    const after = await ybz(['figures', '--community', 'hexiang', ...YEAR, '--json'], 'restored')
    assert.deepEqual(after.json, before.json)
    assert.deepEqual((await ybz(['doctor', '--json'])).json.findings, [])
  })

  it('keeps standard output for the answer, and says plainly how to call it', async () => {
    const usage = await ybz(['import', '台账.xlsx', '--community', 'hexiang', '--json'])
    assert.equal(usage.code, 2)
    assert.match(usage.err, /--year/)
    assert.equal((await ybz(['figures', '--community', 'nowhere', '--json'])).json.code, 'community.unknown')
    assert.equal(
      (await ybz(['import', 'no.xlsx', '--community', 'hexiang', '--year', '2020', '--yes', '--json'])).json.code,
      'file.unreadable',
    )
    const strange = await ybz(['imprt', '台账.xlsx', '--json'])
    assert.deepEqual([strange.code, strange.json.code], [2, 'usage'])
    const help = await ybz(['--help'])
    assert.equal(help.code, 0)
    for (const word of [
      'community create',
      'import',
      'figures',
      'trace',
      'report',
      'export',
      'backup',
      'restore',
      'doctor',
    ])
      assert.match(help.err, new RegExp(word))
  })
})
