// Everything that can be said about the code without running it, each tool by itself, so that one report names all that
// is wrong. Prints a tool's words only when it objects.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './install.mjs'

const tools = [
  { name: 'package-lock.json', script: join(ROOT, 'scripts/check-lockfile.mjs'), args: [] },
  { name: 'tsc', package: 'typescript', program: 'tsc', args: ['-p', 'tsconfig.json'] },
  { name: 'oxlint', package: 'oxlint', program: 'oxlint', args: ['--deny-warnings'] },
  { name: 'oxfmt', package: 'oxfmt', program: 'oxfmt', args: ['--check'] },
  {
    name: 'dependency-cruiser',
    package: 'dependency-cruiser',
    program: 'depcruise',
    args: ['src', 'test', '--config'],
    needs: ['.dependency-cruiser.js', '.dependency-cruiser.cjs', '.dependency-cruiser.mjs', '.dependency-cruiser.json'],
  },
  { name: 'knip', package: 'knip', program: 'knip', args: [], needs: ['knip.json', 'knip.jsonc', 'knip.ts'] },
]

let objections = 0
for (const tool of tools) {
  if (tool.needs !== undefined && !tool.needs.some((file) => existsSync(join(ROOT, file)))) {
    print(`–  ${tool.name}: no configuration (${tool.needs[0]})`)
    continue
  }
  const { code, words } = await runQuietly(tool)
  print(`${code === 0 ? '✔' : '✖'}  ${tool.name}`)
  if (code === 0) continue
  objections += 1
  print(words.trimEnd().replaceAll(/^/gm, '     '))
}
process.exitCode = objections === 0 ? 0 : 1

function runQuietly({ script, package: packageName, program, args }) {
  const file = script ?? programOf(packageName, program)
  return new Promise((settle) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (words += data))
    child.once('close', (code) => settle({ code: code ?? 1, words }))
  })
}

function programOf(packageName, program) {
  const folder = join(ROOT, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[program])
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
