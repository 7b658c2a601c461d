import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT, runTool, say } from './install.mjs'

const STAMP = join(ROOT, 'dist', '.built')

/** Builds the web pages into dist/ unless they were built from exactly these sources. */
export function buildWeb() {
  if (!existsSync(join(ROOT, 'vite.config.ts'))) return
  const now = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === now) return
  say('正在生成网页（约半分钟）… Building the web pages …')
  try {
    runTool('vite', ['build', '--logLevel', 'warn'])
  } catch {
    throw new Error('网页没有生成成功，原因见上。\nThe web pages could not be built; the reason is above.')
  }
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, now)
}

/** Everything a page may be built from; a server-only file too many costs a rebuild, one too few a stale page. */
function fingerprint() {
  const files = ['package-lock.json', 'index.html', 'lingui.config.ts', 'vite.config.ts', 'vite.config.js'].filter(
    (file) => existsSync(join(ROOT, file)),
  )
  collect(join(ROOT, 'src'), files)
  if (existsSync(join(ROOT, 'public'))) collect(join(ROOT, 'public'), files)
  const hash = createHash('sha256')
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}

function collect(folder, files) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const place = relative(ROOT, path).replaceAll('\\', '/')
    if (/^src\/(server|kernel\/node)$/.test(place) || /\.test\.tsx?$|\/(store|routes|jobs)\.ts$/.test(place)) continue
    if (entry.isDirectory()) collect(path, files)
    else if (entry.isFile()) files.push(place)
  }
}
