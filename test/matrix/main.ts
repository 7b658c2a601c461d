import { writeFileSync } from 'node:fs'
import { permissionsPage } from './permissions-page.ts'
import { runMatrix } from './run.ts'

// npm run matrix [-- --json]; --docs writes the page about permissions and asks nothing.
if (process.argv.includes('--docs')) {
  writeFileSync(new URL('../../docs/permissions.md', import.meta.url), permissionsPage())
  process.exit()
}
const json = process.argv.includes('--json')
const { cells, unexpected, routesWithoutRow, rlsLeaks } = await runMatrix()
const say = (line: string): void => void process.stderr.write(`${line}\n`)
for (const line of unexpected) say(`unexpected: ${line}`)
for (const line of routesWithoutRow) say(`no row: ${line}`)
for (const line of rlsLeaks) say(`leak: ${line}`)
const counted = {
  cells,
  unexpected: unexpected.length,
  routesWithoutRow: routesWithoutRow.length,
  rlsLeaks: rlsLeaks.length,
}
process.stdout.write(
  json
    ? `${JSON.stringify(counted)}\n`
    : `${cells} cells, ${counted.unexpected} unexpected, ${counted.routesWithoutRow} routes without a row, ${counted.rlsLeaks} leaks\n`,
)
process.exitCode = unexpected.length + routesWithoutRow.length + rlsLeaks.length > 0 ? 1 : 0
