// Runs before every npm script, on whatever Node the machine has (20 or newer), so it is plain JavaScript without any
// package. It makes sure that node_modules matches package-lock.json and that node_modules/.bin/node is Node 24;
// `prepare.mjs web` also builds the web pages when their source changed. Standard output stays empty: it belongs to
// the command that follows.
//
// npm's own "pre" scripts would be the place for this, but npm leaves them out when install scripts are turned off.
import { buildWeb } from './build-web.mjs'
import { install } from './install.mjs'

try {
  install()
  if (process.argv.includes('web')) buildWeb()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
