import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/**
 * The path of a Chrome or Chromium that runs: CHROME_PATH, one of the machine's, or the driver's own; else one is
 * installed. Throws an Error with the exact command to type when none can be had.
 */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found !== undefined) return found
  const [command, ...args] = installCommand()
  process.stderr.write(`正在安装测试用的浏览器… Installing a browser for the tests: ${[command, ...args].join(' ')}\n`)
  if (command === 'apt-get') spawnSync('apt-get', ['update'], { stdio: ['ignore', 2, 2] })
  spawnSync(command!, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  const installed = findBrowser()
  if (installed !== undefined) return installed
  throw new Error(
    `没有找到可用的 Chrome 或 Chromium。请运行：\n  ${[command, ...args].join(' ')}\n` +
      '或安装 Chrome 后用 CHROME_PATH 指明它的位置，然后再运行 npm test。\n' +
      'No usable Chrome or Chromium. Run the command above, or install Chrome and name it with CHROME_PATH.',
  )
}

function findBrowser(): string | undefined {
  return candidates().find((path) => {
    if (!existsSync(path)) return false
    // Some distributions put a note "install me from the store" in the browser's place; it exists but does not run.
    // On Windows asking the version opens a window.
    return process.platform === 'win32' || spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
  })
}

function candidates(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
  const windows = programs.flatMap((folder) =>
    folder === undefined ? [] : [join(folder, 'Google/Chrome/Application/chrome.exe')],
  )
  const mac = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  const system = process.platform === 'win32' ? windows : process.platform === 'darwin' ? mac : onPath
  return [process.env.CHROME_PATH ?? '', ...system, chromium.executablePath()].filter((path) => path !== '')
}

/** Debian has Chromium as a package and needs Chinese fonts; elsewhere the browser driver downloads its own. */
function installCommand(): string[] {
  const isRoot = process.getuid?.() === 0
  if (isRoot && /^ID=debian$/m.test(osRelease())) {
    return ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']
  }
  const withLibraries = isRoot && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(osRelease()) ? ['--with-deps'] : []
  return ['npx', 'playwright-core', 'install', ...withLibraries, 'chromium']
}

function osRelease(): string {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
}
